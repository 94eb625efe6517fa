import { message } from '../domain/message.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { Fact } from '../domain/view.ts';
import { yesNo } from './personFacts.ts';

/** Settings as labelled values; the labels are `label.<setting>`. */
export function settingsFacts(settings: Partial<TenantSettings>): Fact[] {
  return Object.entries(settings).map(([label, value]) => ({ label, value: valueOf(label, value) }));
}

/** Settings whose values have names in words. */
const NAMED: readonly string[] = ['EntryExitAnnouncementsType', 'MaskPstnNumbersType', 'LobbyAdmission'];

/** A setting's value for people. */
function valueOf(name: string, value: TenantSettings[keyof TenantSettings] | undefined): Fact['value'] {
  if (typeof value === 'boolean') return yesNo(value);
  if (NAMED.includes(name)) return message(`choice.${value}`);
  return value === null || value === undefined ? message('text.none') : String(value);
}
