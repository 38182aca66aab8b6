import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission } from '@hoshu/domain';
import type { Audience, RouteShape } from '@hoshu/api-schema';
import type { Actor, ActorKind } from '../actor.js';
import { AppError } from '../app-error.js';
import { Sessions, hasSteppedUp, type SessionState } from '../auth/sessions.js';
import type { Config } from '../config.js';
import { RateLimits } from '../rate/rate-limits.js';
import { CONFIG } from '../tokens.js';
import { OPEN_ROUTE, ROUTE, type RoutedRequest } from './route.js';

const audienceOf: Readonly<Record<ActorKind, Audience | null>> = {
  vendor: 'vendor', client: 'client', signer: 'signer', support: 'staff', operator: 'staff', system: null,
};

/** Default deny: resolves who asks, then checks audience, permission, second factor. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.get<boolean | undefined>(OPEN_ROUTE, context.getHandler())) return true;
    const route = this.reflector.get<RouteShape | undefined>(ROUTE, context.getHandler());
    if (!route || (route.demoOnly && this.config.mode === 'production')) throw new AppError('not_found');
    const request = context.switchToHttp().getRequest<RoutedRequest>();
    const state = await this.sessions.resolve(request);
    await this.limits.request(state?.actor.userId ?? request.ip ?? '-', request.ip ?? '-');
    if (state) request.actor = { ...state.actor, request: { ...state.actor.request, ...requestInfo(request) } };
    if (route.permission === 'public') return true;
    if (!state || !request.actor) throw new AppError('signed_out');
    this.check(route, request.actor, state);
    return true;
  }

  private check(route: RouteShape, actor: Actor, state: SessionState): void {
    if (state.secondFactorMissing) throw new AppError('totp_required');
    if (route.permission === 'session') {
      if (actor.kind === 'signer' && !route.audience.includes('signer')) throw new AppError('forbidden');
    } else {
      const audience = audienceOf[actor.kind];
      // Absent and forbidden answer alike across the kinds of people; inside one kind the person learns that a right is missing.
      if (!audience || !route.audience.includes(audience)) throw new AppError('not_found');
      if (!actor.permissions.has(route.permission as Permission)) throw new AppError('forbidden');
      if (!state.termsAccepted && actor.kind !== 'signer') throw new AppError('terms_required');
    }
    if (route.stepUp && !hasSteppedUp(state)) throw new AppError('step_up_required');
  }
}

/** What the audit trail keeps of this request. */
export const requestInfo = (request: RoutedRequest) => ({
  id: request.requestId, ip: request.ip ?? '', userAgent: (request.get('user-agent') ?? '').slice(0, 300), locale: request.requestLocale,
});
