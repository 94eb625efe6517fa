import { message, type Message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { User } from '../domain/user.ts';
import { pageButtons } from './buttons.ts';
import { wholeNumber } from './field.ts';
import { HELP_DESK, operation } from './operation.ts';
import { FILTER_FIELDS, filterOf, type PeopleFilter } from './peopleFilter.ts';

/** People on one page. */
const PAGE = 10;

/** The most people that `-ResultSize` shows at once: a card has its budget. */
const MOST = 20;

/** Lists people by name, a page at a time, narrowed by provider, department, and what reports ask about: short PINs, missing mailboxes, people never told. */
export const listUsers = operation({
  name: 'listUsers',
  cmdlet: { name: 'Get-CsOnlineDialInConferencingUser' },
  right: HELP_DESK,
  fields: {
    ...FILTER_FIELDS,
    page: wholeNumber(1, 1_000_000, 'value-malformed'),
    resultSize: wholeNumber(1, 1_000_000, 'value-malformed', 'ResultSize'),
  },
  changes: false,
  personal: true,
  async run(work, input): Promise<View> {
    const size = Math.min(input.resultSize ?? PAGE, MOST);
    const page = input.page ?? 1;
    const { filter, whom } = await filterOf(work, input);
    const { rows, total } = await work.tx.users.list(filter, (page - 1) * size, size);
    const last = Math.max(1, Math.ceil(total / size));
    const { title, narrowed } = heading(input, whom);
    return {
      kind: 'people',
      title: message(`title.${title}`, { count: total }),
      people: rows.map((user) => personLine(user, work.settings)),
      notes: [...narrowed, message('text.page', { page, last })],
      buttons: pageButtons('listUsers', input, page, last),
    };
  },
});

/** The reports that have a title of their own. */
const REPORTS = ['withoutMailbox', 'belowPinLength', 'neverInformed', 'undelivered'] as const;

/** The title of a list and what it is narrowed by: by one thing that the title says, or by others, which are said below it. */
function heading(
  input: PeopleFilter,
  whom: readonly Message[],
): { title: string; narrowed: readonly Message[] } {
  const report = REPORTS.find((name) => input[name]);
  if (report === undefined || whom.length > 1) return { title: 'people', narrowed: whom };
  return { title: report === 'undelivered' ? 'peopleUndelivered' : report, narrowed: [] };
}

/** A person as a line of a list; a list never says anything about PINs (rule 2). */
function personLine(user: User, settings: TenantSettings) {
  return {
    key: user.key,
    displayName: user.displayName,
    upn: user.upn,
    provider: user.provider,
    conferenceId: settings.UseUniqueConferenceIds ? null : user.conferenceId,
  };
}
