export { startCluster, type Cluster, type Connection, type Wishes } from './cluster.ts'
export { whereIs, type Whereabouts } from './place.ts'
export { ClusterRefused, type Reason } from './refused.ts'
