import { rulebookOf } from './rulebooks/index.ts'

/** What the rulebook of a draft calls a stage; the code itself where this program does not have the rulebook. */
export const stageTitle = ({ rulebook, rulebookEdition }: { readonly rulebook: string; readonly rulebookEdition: string }, code: string): string =>
  rulebookOf(rulebook, rulebookEdition)?.stages.find(stage => stage.code === code)?.title ?? code
