import { Module } from '@nestjs/common'
import { LedgerCheck } from './ledger-check.service.ts'
import { LedgerService } from './ledger.service.ts'

@Module({ providers: [LedgerCheck, LedgerService], exports: [LedgerCheck, LedgerService] })
export class LedgerModule {}
