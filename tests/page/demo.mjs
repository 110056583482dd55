// What people do on the page, by the names that they see.

export class Demo {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
    this.code = page.getByLabel('Code from the app');
    this.rows = page.locator('.row');
  }

  /** Enrols a factor; `waits` until it is in the list. */
  async enrol(name, { waits = true } = {}) {
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByRole('button', { name: 'Enrol factor' }).click();
    if (waits) await this.row(name).waitFor();
  }

  /** Sends a code, or what stands in the field. */
  async verify(code) {
    if (code) await this.code.fill(code);
    await this.page.locator('#verify').getByRole('button', { name: 'Verify', exact: true }).click();
  }

  /** The code in the simulated authenticator. */
  shownCode() {
    return this.page.locator('.authenticator .code').textContent();
  }

  /** A code that the simulated authenticator does not show. */
  async wrongCode() {
    const code = await this.shownCode();
    return code.replace(/./g, (digit) => (Number(digit) + 5) % 10);
  }

  async addFive() {
    await this.page.getByRole('button', { name: 'Add five more' }).click();
    await this.page.getByRole('status').getByText('Five factors added.').waitFor();
  }

  /** The factor of this name in the list. */
  row(name) {
    return this.rows.filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  /** Presses a button of a factor. */
  act(button, name) {
    return this.page.getByRole('button', { name: `${button} ${name}`, exact: true }).click();
  }

  statuses() {
    return this.page.locator('.row .badge').allTextContents();
  }

  /** Presses a button of the pager, which is a button even where it does nothing. */
  turn(button) {
    return this.page.getByRole('navigation').getByRole('button', { name: button }).click({ force: true });
  }

  /** Waits until the list shows this page with this many factors. */
  async onPage(number, count) {
    await this.page.locator('#page-number').getByText(`Page ${number}`, { exact: true }).waitFor();
    await this.page.waitForFunction((count) => document.querySelectorAll('.row').length === count, count);
  }

  /** The code beside a step. */
  program(step) {
    return this.page.locator(`#${step}-backstage [role=tabpanel]`).innerText();
  }

  /** The program beside a step, as its button copies it. */
  async copied(step) {
    await this.page.locator(`#${step}-backstage`).getByRole('button', { name: 'the program' }).click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
