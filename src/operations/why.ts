import { includesRole } from '../domain/actor.ts';
import type { Button } from '../domain/button.ts';
import { callerRules, type CallerRules } from '../domain/callerRules.ts';
import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { User } from '../domain/user.ts';
import type { Fact, View } from '../domain/view.ts';
import { mustBeEnabled } from './enabledUser.ts';
import { people } from './field.ts';
import { operation, type Work } from './operation.ts';
import { yesNo } from './personFacts.ts';
import { button, formButton } from './buttons.ts';

/** Explains, from the settings, what the callers of somebody's meetings meet, and why: to admins, and to the person. */
export const why = operation({
  name: 'why',
  right: { role: 'admin', self: true },
  fields: { people: people(1) },
  form: ['people'],
  changes: false,
  personal: true,
  async run(work, { people: users }): Promise<View> {
    const [user] = users;
    if (!user) throw new Refusal('person-missing');
    mustBeEnabled(user);
    const rules = callerRules(user, work.settings);
    return {
      kind: 'facts',
      title: message('title.why', { person: user.displayName }),
      facts: [
        { label: 'callersFirst', value: message(`why.start.${rules.start}`) },
        ...lobbyFacts(rules),
        { label: 'callersAnnounced', value: message(`why.announcement.${announced(work, rules)}`) },
        { label: 'callersNumber', value: message(`why.masking.${rules.masking}`) },
        { label: 'allowPstnOnlyMeetings', value: yesNo(user.allowPstnOnlyMeetings) },
      ],
      notes: [message(`why.because.${rules.start}`)],
      cmdlet: null,
      buttons: includesRole(work.actor.role, 'admin') ? buttonsFor(work, user) : [],
    };
  },
});

/** Where names are to be told and the engine cannot record any, there is a tone. */
function announced({ house }: Work, { announcement }: CallerRules): CallerRules['announcement'] | 'instead' {
  return announcement === 'names' && !house.recordsNames ? 'instead' : announcement;
}

/** Who waits, and until when. */
function lobbyFacts({ admission }: CallerRules): Fact[] {
  if (admission === null) return [{ label: 'callersLobby', value: message('why.lobby.nobody') }];
  return [
    { label: 'callersOthers', value: message('why.lobby.music') },
    { label: 'callersLobby', value: message(`why.lobby.${admission}`) },
  ];
}

/** What an admin can do about it. */
function buttonsFor(work: Work, user: User): Button[] {
  const allowed = !user.allowPstnOnlyMeetings;
  return [
    button(
      'allowCallers',
      { people: [user.upn], allowed },
      {
        title: message(allowed ? 'button.allowCallers' : 'button.disallowCallers'),
        once: work.house.random.uuid(),
      },
    ),
    formButton('changeSettings'),
  ];
}
