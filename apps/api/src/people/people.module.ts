import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { Body } from './body.entity.ts'
import { Committee } from './committee.entity.ts'
import { Delegate } from './delegate.entity.ts'
import { Person } from './person.entity.ts'
import { Rights } from './rights.service.ts'
import { Role } from './role.entity.ts'
import { Seat } from './seat.entity.ts'

const services = [Rights]

@Module({
  imports: [LedgerModule, TypeOrmModule.forFeature([Body, Committee, Delegate, Person, Role, Seat])],
  providers: [...services],
  exports: services,
})
export class PeopleModule {}
