/**
 * The token of this run: it comes in the link once, leaves the address bar at once (so that it is in no bookmark, history
 * or screenshot) and is kept for this tab only.
 */
const KEY = 'rackboot.token';

export function takeToken(): string | undefined {
  const url = new URL(location.href);
  const given = url.searchParams.get('token');
  if (given === null) return sessionStorage.getItem(KEY) ?? undefined;
  sessionStorage.setItem(KEY, given);
  url.searchParams.delete('token');
  history.replaceState(null, '', url);
  return given;
}
