import { Controller } from '@nestjs/common';
import { calendarRoutes as routes } from '@hoshu/api-schema';
import { requestInfo } from '../../platform/http/guard.js';
import { Input, Route, type RoutedRequest, type RouteInput } from '../../platform/http/route.js';
import { Feeds } from './feeds.js';
import { ReadFeed } from './read-feed.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** A person's calendars, and the one way to read them: the secret address. */
@Controller()
export class CalendarController {
  constructor(private readonly feeds: Feeds, private readonly reading: ReadFeed) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.feeds.list(input.actor); }
  @Route(routes.create) create(@Input() input: In<'create'>) { return this.feeds.create(input.actor, input.body); }
  @Route(routes.revoke) revoke(@Input() input: In<'revoke'>) { return this.feeds.revoke(input.actor, input.params.feedId); }
  @Route(routes.read) read(@Input() input: In<'read'>) { return this.reading.run(input.params.token, requestInfo(input.request as RoutedRequest)); }
}
