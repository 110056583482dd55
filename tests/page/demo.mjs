// What people do on the page, by the names that they see.

/** Every way to sign in: its tab, and what is pressed, one after the other, until one is signed in. */
export const WAYS = [
  { name: 'sms', tab: 'SMS', presses: ['Send code', /^Fill in \d{6}$/] },
  {
    name: 'authenticator',
    tab: 'Authenticator app',
    presses: ['Enrol app', 'Use this code', 'Use this code'],
  },
  { name: 'push', tab: 'Push', presses: ['Register device', 'Sign in with push', 'Approve'] },
  { name: 'passkey', tab: 'Passkey', presses: ['Create passkey', 'Sign in with passkey'] },
];

export class Demo {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
    this.rows = page.locator('.row');
  }

  /** The way in view. */
  get way() {
    return this.page.locator('.way:visible');
  }

  get problem() {
    return this.way.locator('.person .problem:visible');
  }

  /** The field for the code, in the way in view. */
  get code() {
    return this.way.locator('input[name=code]');
  }

  open(name) {
    return this.page.getByRole('tab', { name }).click();
  }

  press(name) {
    return this.way
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  }

  /** Signs in, in the way in view, which is the one of this tab. */
  async signIn(tab) {
    for (const press of WAYS.find((way) => way.tab === tab).presses) await this.press(press);
    await this.signedIn();
  }

  async signedIn() {
    await this.way.getByRole('heading', { name: 'Signed in' }).waitFor();
  }

  /** Waits until the person is at this moment. */
  at(moment) {
    return this.way.locator('.moments [aria-current=step]').getByText(moment).waitFor();
  }

  /** Types a code and sends it. */
  async type(code) {
    await this.code.fill(code);
    await this.code.press('Enter');
  }

  /** The newest code on the phone, of a message. */
  async received() {
    const button = this.way.getByRole('button', { name: /^Fill in/ }).first();
    return (await button.textContent()).replace('Fill in ', '');
  }

  /** The code in the simulated authenticator. */
  shownCode() {
    return this.page.locator('.app .code').textContent();
  }

  /** Enrols an app. */
  async enrol(name) {
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.press('Enrol app');
    await this.at('Prove');
  }

  /** The Factor of this name in the list. */
  row(name) {
    return this.rows.filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  /** Waits until the list shows this. */
  async onPage(words, count) {
    await this.page.locator('#page-number').getByText(words, { exact: true }).waitFor();
    await this.page.waitForFunction((count) => document.querySelectorAll('.row').length === count, count);
  }

  /** The program in view, as its button copies it, in a flavour. */
  async copied(flavour) {
    await this.page.getByRole('tab', { name: flavour }).click();
    await this.page.getByRole('button', { name: 'Copy the program' }).click();
    await this.page.getByText('Copied', { exact: true }).first().waitFor();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** What the timeline has, the newest first: who, what, how it went. */
  calls() {
    return this.page
      .locator('.calls li')
      .evaluateAll((items) =>
        items.map((item) =>
          item.innerText.replace(/^.*?(?=your|the |next)/s, '').split(/\s*\n\s*|\s(?=\d{3}$)/),
        ),
      );
  }
}

/** A code that is not this one. */
export const other = (code) => code.replace(/\d/g, (digit) => (Number(digit) + 5) % 10).replace(/ /g, '');
