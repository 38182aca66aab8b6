import { Module } from '@nestjs/common';
import { IdentityController } from './identity.controller.js';
import { Invitations } from './invitations.js';
import { Members } from './members.js';
import { PreviewLink } from './preview-link.js';
import { ProfileController } from './profile.controller.js';
import { Profile } from './profile.js';
import { SecondFactor } from './second-factor.js';
import { ReadSession } from './session-view.js';
import { SignIn } from './sign-in.js';
import { SignUp, VerifySignUp } from './sign-up.js';
import { TotpCodes } from './totp.js';

@Module({
  controllers: [IdentityController, ProfileController],
  providers: [SignUp, VerifySignUp, SignIn, Invitations, Members, Profile, SecondFactor, TotpCodes, ReadSession, PreviewLink],
  exports: [Invitations, Members, SignIn],
})
export class IdentityModule {}
