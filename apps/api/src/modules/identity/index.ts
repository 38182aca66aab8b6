export { IdentityModule } from './identity.module.js';
export { Invitations, type NewInvitation } from './invitations.js';
export { Members, type Member } from './members.js';
export { identityRecords, firstRow, type LinkRecord } from './records.js';
export { SignIn, type SignInContext, type SignedIn } from './sign-in.js';
export { requestMail } from './mail-request.js';
export { auditMember } from './identity-audit.js';
