// No text, no sync: every frame goes to everybody else in the room. What `ws` itself costs, which no server over it can go below without writing less often.
import { WebSocketServer } from 'ws'

const rooms = new Map()
const server = new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room.add(socket))
  socket.on('message', frame => {
    for (const other of room) if (other !== socket) other.send(frame)
  })
  socket.on('close', () => {
    room.delete(socket)
    if (room.size === 0) rooms.delete(url)
  })
  socket.on('error', () => undefined)
})
