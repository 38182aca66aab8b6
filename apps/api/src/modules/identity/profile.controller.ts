import { Controller } from '@nestjs/common';
import { identityRoutes as routes } from '@hoshu/api-schema';
import { Sessions } from '../../platform/auth/sessions.js';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Profile } from './profile.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** A person's own settings. */
@Controller()
export class ProfileController {
  constructor(private readonly profile: Profile, private readonly sessions: Sessions) {}

  @Route(routes.signOut)
  async signOut(@Input() input: In<'signOut'>) {
    const result = await this.profile.signOut(input.actor, input.request);
    this.sessions.clearCookie(input.response);
    return result;
  }

  @Route(routes.listSessions) list(@Input() input: In<'listSessions'>) { return this.profile.listSessions(input.actor); }
  @Route(routes.revokeSession) revoke(@Input() input: In<'revokeSession'>) { return this.profile.revokeSession(input.actor, input.params.sessionId); }
  @Route(routes.updateProfile) update(@Input() input: In<'updateProfile'>) { return this.profile.update(input.actor, input.body); }
  @Route(routes.changePassword) password(@Input() input: In<'changePassword'>) { return this.profile.changePassword(input.actor, input.body.password); }
  @Route(routes.startTotp) startTotp(@Input() input: In<'startTotp'>) { return this.profile.startTotp(input.actor); }
  @Route(routes.confirmTotp) confirmTotp(@Input() input: In<'confirmTotp'>) { return this.profile.confirmTotp(input.actor, input.body.code); }
  @Route(routes.disableTotp) disableTotp(@Input() input: In<'disableTotp'>) { return this.profile.disableTotp(input.actor); }
  @Route(routes.stepUp) stepUp(@Input() input: In<'stepUp'>) { return this.profile.stepUp(input.actor, input.body); }
  @Route(routes.acceptTerms) acceptTerms(@Input() input: In<'acceptTerms'>) { return this.profile.acceptTerms(input.actor, input.body.version); }
}
