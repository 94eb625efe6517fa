import { message } from '../domain/message.ts';
import { DEFAULT_SETTINGS, type TenantSettings } from '../domain/settings.ts';
import { confirmIds, followIds } from './dynamicIds.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { settingsBack } from './settingsBack.ts';
import { settingsFacts } from './settingsFacts.ts';

/** Gives every tenant setting its default again, after a *Yes*. */
export const restoreSettings = operation({
  name: 'restoreSettings',
  cmdlet: { name: 'Remove-CsOnlineDialInConferencingTenantSettings' },
  right: ADMINS,
  fields: {},
  changes: true,
  async confirms(work) {
    const facts = settingsFacts(changesOf(work));
    const ids = await confirmIds(work, DEFAULT_SETTINGS);
    if (facts.length === 0) return undefined;
    return {
      title: message('question.restoreSettings'),
      facts: [...facts, ...(ids?.facts ?? [])],
      notes: ids?.notes ?? [],
    };
  },
  async run(work) {
    const changes = changesOf(work);
    if (Object.keys(changes).length === 0)
      return { kind: 'note', title: message('note.alreadyDefault'), notes: [], buttons: [] };
    const before = Object.fromEntries(
      Object.keys(changes).map((name) => [name, work.settings[name as keyof TenantSettings]]),
    );
    await work.tx.settings.put({ ...DEFAULT_SETTINGS });
    const ids = await followIds(work, DEFAULT_SETTINGS);
    return {
      lines: [{ person: null, what: message('done.restoreSettings'), facts: settingsFacts(changes) }],
      notes: ids.notes,
      people: ids.people,
      before,
      after: changes,
    };
  },
  undoes: settingsBack,
});

/** The settings that differ from their default, with the default. */
function changesOf(work: Work): Partial<TenantSettings> {
  return Object.fromEntries(
    Object.entries(DEFAULT_SETTINGS).filter(
      ([name, value]) => work.settings[name as keyof TenantSettings] !== value,
    ),
  );
}
