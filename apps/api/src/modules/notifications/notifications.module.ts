import { Module } from '@nestjs/common';
import { SendMail } from './send-mail.js';

@Module({ providers: [SendMail] })
export class NotificationsModule {}
