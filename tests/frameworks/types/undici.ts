// A proxy's agent, and the fetch of its undici, whose major is not that of Node's types.
import { ApiClient } from 'twilio_verify';
import { ProxyAgent, fetch } from 'undici';

const client = ApiClient.instance;
client.fetch = fetch;
client.fetchOptions = { dispatcher: new ProxyAgent('http://proxy.example:8080') };
