import { Controller, Get, Post } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import { Mutation, Resolver } from '@nestjs/graphql'
import type { Express } from 'express'
import { Asks, OpenToAll } from '../../apps/api/src/platform/viewer.ts'
import { type TestApi, testApi } from '../api.ts'
import { allDoors, type Door, doorsOf, faultOf } from './doors.ts'

let api: TestApi
let doors: readonly Door[]
beforeAll(async () => {
  api = await testApi()
  doors = allDoors(api)
}, 60_000)
afterAll(() => api.close())

const named = (kind: Door['kind']): string[] => doors.filter(door => door.kind === kind).map(door => door.name).sort()

interface Fields { fields: { name: string }[] }

test('the walk finds every mutation and subscription of the schema', async () => {
  const { data } = await api.gql<{ __schema: { mutationType: Fields; subscriptionType: Fields } }>('{ __schema { mutationType { fields { name } } subscriptionType { fields { name } } } }')
  const namesOf = ({ fields }: Fields) => fields.map(field => field.name).sort()
  expect(named('mutation')).toEqual(namesOf(data.__schema.mutationType))
  expect(named('subscription')).toEqual(namesOf(data.__schema.subscriptionType))
})

test('the walk finds every route of the server', () => {
  const { stack } = (api.get(HttpAdapterHost).httpAdapter.getInstance() as Express & { router: { stack: { route?: { path: string } }[] } }).router
  const routes = stack.flatMap(layer => (layer.route ? [layer.route.path] : []))
  expect(routes.length).toBeGreaterThan(8)
  expect([...new Set(routes)].sort()).toEqual([...new Set(named('route'))].sort())
})

test('every mutation, subscription and route says which act of the table it asks for, or why it is open to all (J1)', () => {
  expect(doors.map(faultOf).filter(fault => fault !== null)).toEqual([])
})

test('the walk fails on a door that asks nothing, gives no reason or asks for an unknown act', () => {
  @Resolver()
  class Planted {
    @Mutation(() => String) silent(): string { return '' }
    @Mutation(() => String) @Asks('draft.burn') unknown(): string { return '' }
    @Mutation(() => String) @OpenToAll('') unreasoned(): string { return '' }
  }
  @Controller('planted')
  class PlantedRoutes {
    @Get(':id') silent(): string { return '' }
    @Post() @Asks('draft.read') sound(): string { return '' }
  }
  expect([...doorsOf(Planted), ...doorsOf(PlantedRoutes)].map(faultOf)).toEqual([
    expect.stringContaining('silent says neither'), expect.stringContaining('asks for draft.burn'), expect.stringContaining('does not say why'),
    expect.stringContaining('/planted/:id says neither'), null,
  ])
})
