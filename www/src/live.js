// Whether the page is on the real service: `cargo xtask demo --live` says so in the page that it serves. Everywhere else
// there is no such line in it, and the page has its sandbox.
import TwilioVerify from 'twilio_verify';

const said = document.querySelector('meta[name="twilio-verify-live"]')?.content;

/**
 * What the real service is reached by: `serviceSid` is the one Service that the proxy lets through, `costs` a line for
 * people about what costs money, `basePath` the proxy, which holds the credentials. `undefined` in a simulation.
 *
 * @type {{serviceSid: string, costs: string, basePath: string} | undefined}
 */
export const live = said && { ...JSON.parse(said), basePath: new URL('./live', document.baseURI).href };

/** A client on the real service. It holds no credentials: the proxy adds them. */
export function liveClient() {
  const client = new TwilioVerify.ApiClient(live.basePath);
  // What the page asks for twice may cost twice.
  client.maxRetries = 0;
  return client;
}
