import { Controller, Inject } from '@nestjs/common';
import { demoRoutes as routes } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import { requestInfo } from '../../platform/http/guard.js';
import { Input, Route, type RoutedRequest, type RouteInput } from '../../platform/http/route.js';
import { CONFIG } from '../../platform/tokens.js';
import { identityRecords, SignIn } from '../identity/index.js';
import { DemoClock } from './demo-clock.js';
import { people } from './demo-people.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The demo's doors and its clock; every route is absent in production (D32). */
@Controller()
export class DemoController {
  constructor(private readonly clock: DemoClock, private readonly db: Db, private readonly signIn: SignIn, @Inject(CONFIG) private readonly config: Config) {}

  @Route(routes.state)
  async state() {
    const state = await this.clock.state();
    return { ...state, people: people.map(({ email: _email, ...person }) => person), mailPageUrl: this.config.mailPageUrl, bankPageUrl: this.config.stripePageUrl };
  }

  @Route(routes.enter)
  enter(@Input() input: In<'enter'>) {
    const person = found(people.find((entry) => entry.key === input.body.person));
    const context = { request: input.request, response: input.response, info: requestInfo(input.request as RoutedRequest) };
    return this.db.asLogin('hoshu_auth', async (manager) => this.signIn.open(manager, found(await identityRecords.userByEmail(manager, person.email)), context, { method: 'demo' }));
  }

  @Route(routes.advance)
  async advance(@Input() { body }: In<'advance'>) {
    await this.clock.aim(body.by);
    return { ok: true };
  }
}
