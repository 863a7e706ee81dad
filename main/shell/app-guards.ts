/** Rules for every page and connection of the app, whatever window they belong to. */
import type { App } from 'electron';

/**
 * Before the app is ready. Refused: certificates that do not verify, client certificates, passwords that servers ask for
 * (our console asks for none of these), addresses handed over by other programs, and webviews.
 */
export function guardApp(app: Pick<App, 'on' | 'enableSandbox'>): void {
  app.enableSandbox();
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    // Without a certificate the request goes on as if we had none.
    answer();
  });
  app.on('login', (event, _contents, _details, _auth, answer) => {
    event.preventDefault();
    answer();
  });
  // We register no scheme; another program may still have written one into the system's table.
  app.on('open-url', (event) => event.preventDefault());
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
