// What glibc's allocator is told before Node starts, because it reads it only then. Texts come and go in pieces of some ten to some hundred
// kilobytes: those from 72 kB on (above the 64 kB that Node reads at a time) get pages of their own, which return to the system when they are
// freed, and fewer arenas leave fewer holes. Other systems ignore it. The Dockerfile says the same.
export const allocator = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '73728', MALLOC_TRIM_THRESHOLD_: '131072' }
