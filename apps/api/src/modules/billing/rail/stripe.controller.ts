import { Controller } from '@nestjs/common';
import { billingRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../../platform/http/route.js';
import { StripeInbox } from './stripe-inbox.js';
import { StripeOnboarding } from './stripe-onboarding.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The online rail: its registration, and what Stripe tells us. */
@Controller()
export class StripeController {
  constructor(private readonly onboarding: StripeOnboarding, private readonly inbox: StripeInbox) {}

  @Route(routes.stripe) view(@Input() { actor }: In<'stripe'>) { return this.onboarding.view(actor); }
  @Route(routes.connectStripe) connect(@Input() { actor }: In<'connectStripe'>) { return this.onboarding.link(actor); }
  @Route(routes.refreshStripe) refresh(@Input() { actor }: In<'refreshStripe'>) { return this.onboarding.refresh(actor); }
  @Route(routes.webhook)
  webhook(@Input() { params, request }: In<'webhook'>) {
    const body: unknown = request.body;
    return this.inbox.receive(params.endpoint, Buffer.isBuffer(body) ? body : Buffer.alloc(0), request.get('stripe-signature'));
  }
}
