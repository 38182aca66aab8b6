import { Controller } from '@nestjs/common';
import { identityRoutes as routes, type ResponseOf } from '@hoshu/api-schema';
import { AppError } from '../../platform/app-error.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { Db } from '../../platform/db/db.js';
import { requestInfo } from '../../platform/http/guard.js';
import { Input, Route, type RoutedRequest, type RouteInput } from '../../platform/http/route.js';
import { Invitations } from './invitations.js';
import { PreviewLink } from './preview-link.js';
import { identityRecords } from './records.js';
import { ReadSession } from './session-view.js';
import { SignIn, type SignedIn, type SignInContext } from './sign-in.js';
import { SignUp, VerifySignUp } from './sign-up.js';
import { terms } from './terms.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;
const contextOf = (input: { request: In<'signUp'>['request']; response: In<'signUp'>['response'] }): SignInContext => ({ request: input.request, response: input.response, info: requestInfo(input.request as RoutedRequest) });

/** Signing up and signing in: the routes nobody has to be signed in for, and the session itself. */
@Controller()
export class IdentityController {
  constructor(
    private readonly signUp: SignUp, private readonly verifySignUp: VerifySignUp, private readonly signIn: SignIn, private readonly invitations: Invitations,
    private readonly readSession: ReadSession, private readonly previewLink: PreviewLink, private readonly sessions: Sessions, private readonly db: Db,
  ) {}

  @Route(routes.signUp) start(@Input() input: In<'signUp'>) { return this.signUp.run(input.body, contextOf(input).info); }

  @Route(routes.verifySignUp)
  async verify(@Input() input: In<'verifySignUp'>): Promise<SignedIn> {
    const context = contextOf(input);
    let result: SignedIn = { status: 'signed_in', next: '/app' };
    await this.verifySignUp.run(input.body, context.info, async (manager, verified) => {
      result = await this.signIn.open(manager, verified.user, context, { method: 'sign-up', membershipId: verified.membershipId });
    });
    return result;
  }

  @Route(routes.signInPassword) password(@Input() input: In<'signInPassword'>) { return this.signIn.withPassword(input.body, contextOf(input)); }
  @Route(routes.requestSignInLink) requestLink(@Input() input: In<'requestSignInLink'>) { return this.signIn.requestLink(input.body, contextOf(input)); }
  @Route(routes.previewLink) preview(@Input() input: In<'previewLink'>) { return this.previewLink.run(input.params.token); }
  @Route(routes.signInLink) link(@Input() input: In<'signInLink'>) { return this.signIn.withLink(input.body.token, contextOf(input)); }
  @Route(routes.signInCode) code(@Input() input: In<'signInCode'>) { return this.signIn.withCode(input.body, contextOf(input)); }
  @Route(routes.verifyTotp) totp(@Input() input: In<'verifyTotp'>) { return this.signIn.withSecondFactor(input.body.code, contextOf(input)); }
  @Route(routes.session) session(@Input() input: In<'session'>) { return this.readSession.run(input.actor, input.request); }

  /** Switching rotates the session (06 §1.2). */
  @Route(routes.selectMembership)
  select(@Input() input: In<'selectMembership'>): Promise<SignedIn> {
    const context = contextOf(input);
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const user = await identityRecords.userById(manager, input.actor.userId ?? '');
      const memberships = user ? await identityRecords.memberships(manager, user.id) : [];
      if (!user || !memberships.some((entry) => entry.id === input.body.membershipId)) throw new AppError('not_found');
      return this.signIn.open(manager, user, context, { method: 'switch', membershipId: input.body.membershipId, secondFactorDone: input.actor.assurance === 'two' });
    });
  }

  @Route(routes.previewInvitation) previewInvitation(@Input() input: In<'previewInvitation'>) { return this.invitations.preview(input.params.token); }

  @Route(routes.acceptInvitation)
  async accept(@Input() input: In<'acceptInvitation'>): Promise<SignedIn> {
    const state = await this.sessions.resolve(input.request);
    return this.invitations.accept(input.body, contextOf(input), state?.actor.userId ? state.actor.email : null);
  }

  @Route(routes.terms) terms(): ResponseOf<typeof routes.terms> { return terms; }
}
