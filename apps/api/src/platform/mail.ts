import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { createTransport } from 'nodemailer'
import { DataSource, type EntityManager } from 'typeorm'
import { CONFIG, type Config } from '../config.ts'
import { Jobs } from './jobs.ts'

/** A letter. `once` makes sending it twice harmless: a second letter with the same word is not written. */
export interface Letter { readonly to: string; readonly subject: string; readonly text: string; readonly once?: string }

/** Mail is a row first: without SMTP_URL it stays in the outbox, where a secretary can read it. */
@Injectable()
export class Mail implements OnModuleInit {
  constructor(private readonly db: DataSource, private readonly jobs: Jobs, @Inject(CONFIG) private readonly config: Config) {}

  onModuleInit(): void {
    this.jobs.register('mail.send', ({ id }: { id: string }) => this.send(id))
  }

  /** Writes a letter in the transaction of the act that causes it. */
  async write(tx: EntityManager, letter: Letter): Promise<void> {
    const rows = await tx.query<{ id: string }[]>(
      'insert into mail (once, recipient, subject, body) values ($1, $2, $3, $4) on conflict (once) do nothing returning id',
      [letter.once ?? null, letter.to, letter.subject, letter.text])
    if (rows[0] && this.config.smtpUrl) await this.jobs.enqueue(tx, 'mail.send', { id: rows[0].id })
  }

  private async send(id: string): Promise<void> {
    const [letter] = await this.db.query<{ recipient: string; subject: string; body: string }[]>(
      'select recipient, subject, body from mail where id = $1 and sent_at is null', [id])
    if (!letter || !this.config.smtpUrl) return
    await createTransport(this.config.smtpUrl).sendMail({
      from: `Plenary <noreply@${new URL(this.config.publicUrl).hostname}>`, to: letter.recipient, subject: letter.subject, text: letter.body,
      messageId: `<${id}@${new URL(this.config.publicUrl).hostname}>`,
    })
    await this.db.query('update mail set sent_at = plenary_now() where id = $1', [id])
  }
}
