import { gql } from '@urql/core'
import type { ViewerQuery, ViewerQueryVariables } from './generated.ts'

/** Who is signed in, and what the frame of every screen needs. */
export const viewerQuery = gql<ViewerQuery, ViewerQueryVariables>`
  query Viewer {
    me {
      id
      name
      email
      isAdministrator
      roles { id role committee { id code name } }
      seats { id kind body { id name } committee { id code name } }
      acts { act allowed why }
    }
    clock { now offset demo mayMove }
    inbox { needsYou { id } now }
  }
`
