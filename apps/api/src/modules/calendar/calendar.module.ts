import { Module } from '@nestjs/common';
import { CalendarDays } from './calendar-days.js';
import { CalendarController } from './calendar.controller.js';
import { Feeds } from './feeds.js';
import { ReadFeed } from './read-feed.js';

@Module({ controllers: [CalendarController], providers: [Feeds, ReadFeed, CalendarDays] })
export class CalendarModule {}
