import { ModulesContainer } from '@nestjs/core'
import { acts } from '@plenary/process'
import { ASKS } from '../../apps/api/src/platform/viewer.ts'
import type { TestApi } from '../api.ts'

/** A way into the application by which something can be asked or done. */
export interface Door {
  readonly kind: 'mutation' | 'subscription' | 'route'
  readonly name: string
  readonly acts: readonly string[]
  /** Why it is open to everybody, where it asks nothing. */
  readonly why: string | undefined
  readonly declared: boolean
}

type Class = abstract new (...needs: never[]) => object

const resolverType = 'graphql:resolver_type'
const resolverName = 'graphql:resolver_name'

const metadata = <T>(key: string, of: object): T | undefined => Reflect.getMetadata(key, of) as T | undefined

function doorOf(handler: object, prefix: string | undefined, method: string): Door[] {
  const asked = metadata<{ acts: string[]; why?: string }>(ASKS, handler)
  const rest = { acts: asked?.acts ?? [], why: asked?.why, declared: asked !== undefined }
  const type = metadata<string>(resolverType, handler)
  if (type === 'Mutation' || type === 'Subscription') {
    return [{ kind: type === 'Mutation' ? 'mutation' : 'subscription', name: metadata<string>(resolverName, handler) ?? method, ...rest }]
  }
  const path = metadata<string>('path', handler)
  if (prefix === undefined || path === undefined) return []
  return [{ kind: 'route', name: `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'), ...rest }]
}

/** The mutations, subscriptions and routes of a class. */
export function doorsOf(given: Class): Door[] {
  const prefix = metadata<string>('path', given)
  // Descriptors, because looking at a getter would call it.
  return Object.entries(Object.getOwnPropertyDescriptors(given.prototype))
    .flatMap(([method, { value }]) => (typeof value === 'function' && method !== 'constructor' ? doorOf(value as object, prefix, method) : []))
}

/** All mutations, subscriptions and routes of the running application. */
export function allDoors(api: TestApi): Door[] {
  const modules = [...api.get(ModulesContainer).values()]
  const classes = modules.flatMap(module => [...module.providers.values(), ...module.controllers.values()])
    .flatMap(({ metatype }) => (typeof metatype === 'function' && metatype.prototype ? [metatype as Class] : []))
  return [...new Set(classes)].flatMap(doorsOf)
}

/** What is wrong with how a door asks for its right; null when nothing is. */
export function faultOf({ name, acts: asked, why, declared }: Door): string | null {
  if (!declared) return `${name} says neither which act of the table it asks for nor why it is open to all`
  if (asked.length === 0) return why && why.length > 10 ? null : `${name} is open to all and does not say why`
  const unknown = asked.filter(act => !(acts as readonly string[]).includes(act))
  return unknown.length > 0 ? `${name} asks for ${unknown.join(', ')}, which the table does not know` : null
}
