import type { AuditRow } from '../domain/audit.ts';
import { isThirdParty, MICROSOFT, NO_PROVIDER, thirdPartyRecordsOf, type User } from '../domain/user.ts';
import type { Step } from '../domain/request.ts';
import type { Work } from './operation.ts';
import { recordNamed } from './providers.ts';
import { peopleOf } from './rowPeople.ts';
import { mustStillBe } from './undoing.ts';

/** What a row of the record tells of a person's licence and provider; only what the change touched. */
interface Told {
  licensed?: boolean;
  provider?: string;
  conferenceId?: string | null;
}

/**
 * The steps that give people back the licence and the provider that a row of the record took from them, with their own ID while it
 * is in quarantine. A PIN that is dead stays dead: they get a new one.
 */
export async function providerBack(work: Work, row: AuditRow): Promise<Step[]> {
  const users = await peopleOf(work, row);
  return users.flatMap((user) => stepsFor(user, told(row.before, user), told(row.after, user)));
}

function told(values: AuditRow['before'], user: User): Told {
  return values[user.upn] ?? {};
}

/** What takes one person back; nothing for somebody whom the change left as they were. */
function stepsFor(user: User, before: Told, after: Told): Step[] {
  if (after.licensed !== undefined) mustStillBe({ text: 'label.licensed' }, after.licensed, user.licensed);
  if (after.provider !== undefined) mustStillBe({ text: 'label.provider' }, after.provider, user.provider);
  if (after.conferenceId !== undefined)
    mustStillBe({ text: 'label.conferenceId' }, after.conferenceId, user.conferenceId);
  const licensed = before.licensed ?? user.licensed;
  const provider = before.provider ?? user.provider;
  const conferenceId = before.conferenceId ?? undefined;
  const step = (operation: string, input: Step['input'] = {}): Step => ({
    operation,
    input: { people: [user.upn], ...input },
  });
  const steps: Step[] = [];
  // A licence enables whoever has no provider: only those who were enabled before.
  const enabling = licensed && !user.licensed && provider === MICROSOFT && !isThirdParty(user);
  if (enabling) steps.push(step('assignLicense', { conferenceId }));
  else if (licensed && !user.licensed) steps.push(step('assignLicense', { licenseOnly: true }));
  const reached = enabling ? MICROSOFT : user.provider;
  if (provider !== reached) steps.push(providerStep(user, provider, conferenceId, step));
  if (!licensed && user.licensed) steps.push(step('removeLicense'));
  return steps;
}

/** What makes a provider somebody's again: a third party with all that it knew. */
function providerStep(
  user: User,
  provider: string,
  conferenceId: string | undefined,
  step: (operation: string, input?: Step['input']) => Step,
): Step {
  if (recordNamed(thirdPartyRecordsOf(user), provider)) return step('setProvider', { provider });
  const isKept = user.replacedProviders.some(({ records }) => records[0]?.name === provider);
  if (isKept && provider !== MICROSOFT && provider !== NO_PROVIDER)
    return step('restoreProvider', { name: provider });
  return step('setProvider', { provider, replaceProvider: true, conferenceId });
}
