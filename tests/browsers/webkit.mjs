// WebKit's MiniBrowser, over plain WebDriver (https://www.w3.org/TR/webdriver2/), on a screen that nobody sees.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** Milliseconds within which the driver has to answer at all. */
const PATIENCE = 20_000;

/** A port of the loopback interface that nobody listens on: the driver does not say which it took by itself. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A virtual screen: its process, and its name, which it tells once it can be used. */
async function screen(program) {
  const process = spawn(program, ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await Promise.race([
    once(process.stdio[3], 'data'),
    once(process, 'exit').then(() => Promise.reject(new Error('Xvfb has ended'))),
  ]);
  return { process, name: `:${String(number).trim()}` };
}

/** Asks the driver; gives the value of its answer. */
async function ask(base, method, path, body) {
  const response = await fetch(`${base}${path}`, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value.error}: ${value.message}`);
  return value;
}

/** Waits until the driver takes connections. */
async function ready(base, driver) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await ask(base, 'GET', '/status');
    } catch (error) {
      if (driver.exitCode !== null || Date.now() > end) throw error;
      await after(50);
    }
  }
}

/** Starts the driver, which knows where its browser is, and a screen for them. */
export async function webkit(driverProgram, screenProgram) {
  const display = await screen(screenProgram);
  const port = await freePort();
  const driver = spawn(driverProgram, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display.name },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  const stop = async () => {
    for (const child of [driver, display.process]) {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.kill()) await ended;
    }
  };
  const start = async () => {
    const { sessionId, capabilities } = await ask(base, 'POST', '/session', { capabilities: {} });
    return { session: `/session/${sessionId}`, version: capabilities.browserVersion };
  };
  try {
    await ready(base, driver);
    const { session, version } = await start();
    await ask(base, 'DELETE', session);
    return {
      version,
      async open(url) {
        const { session } = await start();
        await ask(base, 'POST', `${session}/url`, { url });
        return () => ask(base, 'DELETE', session);
      },
      close: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
