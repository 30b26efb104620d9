import { Global, Module } from '@nestjs/common'
import { APP_INTERCEPTOR } from '@nestjs/core'
import { BackupService } from './backup.service.ts'
import { Changes } from './changes.ts'
import { Clock } from './clock.ts'
import { Deadlines } from './deadlines.ts'
import { Figures } from './figures.ts'
import { ResultInterceptor } from './graphql.ts'
import { HealthController } from './health.controller.ts'
import { Installation } from './installation.ts'
import { Jobs } from './jobs.ts'
import { Mail } from './mail.ts'
import { Transactions } from './transaction.ts'
import { VersionResolver } from './version.resolver.ts'

const services = [BackupService, Changes, Clock, Deadlines, Figures, Installation, Jobs, Mail, Transactions]

@Global()
@Module({
  controllers: [HealthController],
  providers: [...services, VersionResolver, { provide: APP_INTERCEPTOR, useClass: ResultInterceptor }],
  exports: services,
})
export class PlatformModule {}
