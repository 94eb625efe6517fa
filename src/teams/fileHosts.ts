import { isTrustedUrl } from './trustedUrl.ts';

/** Where Teams keeps the files of a chat: OneDrive of the organisation, in the public and the national clouds. */
const FILE_HOSTS = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us', '.sharepoint.cn'];

/** Milliseconds in which a file has to be here or there. */
export const FILE_PATIENCE = 10_000;

/** Whether files may go there and come from there: where Teams keeps them, and in local mode this machine alone. */
export function isFileHost(url: string, local: boolean): boolean {
  return isTrustedUrl(url, FILE_HOSTS, local);
}
