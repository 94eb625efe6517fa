import { TelephonyError, type Telephony } from '../../ports/telephony.ts';
import { askEngine } from './engineApi.ts';

/**
 * The REST interface of jambonz: it ends calls. It records nothing in answer to a verb, so it announces nobody by name. A call that it
 * does not know (404) may have ended, or may go on: its servers forget calls after some hours. So that is no success.
 */
export function jambonzTelephony(options: {
  url: string;
  account: string;
  authorization: string;
}): Telephony {
  const { account, authorization } = options;
  const api = { url: `${options.url}/Accounts/${encodeURIComponent(account)}`, authorization };
  const cannot = () => Promise.reject(new TelephonyError('jambonz records no names'));
  return {
    engine: 'jambonz',
    announce: cannot,
    recording: cannot,
    forget: cannot,
    async hangUp(call) {
      const path = `/Calls/${encodeURIComponent(call)}`;
      await askEngine(api, 'PUT', path, { body: { call_status: 'completed' } });
    },
  };
}
