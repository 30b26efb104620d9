import { Global, Module } from '@nestjs/common'
import { APP_INTERCEPTOR } from '@nestjs/core'
import { Changes } from './changes.ts'
import { ChangesResolver } from './changes.resolver.ts'
import { Clock } from './clock.ts'
import { Deadlines } from './deadlines.ts'
import { ResultInterceptor } from './graphql.ts'
import { HealthController } from './health.controller.ts'
import { Installation } from './installation.ts'
import { Jobs } from './jobs.ts'
import { Mail } from './mail.ts'
import { Transactions } from './transaction.ts'
import { UploadsController } from './uploads.controller.ts'

const services = [Changes, Clock, Deadlines, Installation, Jobs, Mail, Transactions]

@Global()
@Module({
  controllers: [HealthController, UploadsController],
  providers: [...services, ChangesResolver, { provide: APP_INTERCEPTOR, useClass: ResultInterceptor }],
  exports: services,
})
export class PlatformModule {}
