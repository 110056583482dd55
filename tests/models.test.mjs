// Every model and enumeration as a program uses them by itself, against what is known of them by hand.
import { deepEqual as alike } from 'node:assert';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import TwilioVerify from 'twilio_verify';
import { enumerations, fieldsOf, held, models, sample } from './known.mjs';

/** The same JSON without the fields that nobody knows, at any depth. */
const documented = (json) =>
  JSON.parse(JSON.stringify(json), (name, value) => (name === 'of_tomorrow' ? undefined : value));

/** `friendly_name` -> `friendlyName`. */
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** A value that is of no type a field can be checked for. */
const wrong = (type) => (type.startsWith('[') ? { length: 1 } : fieldsOf(type) ? sample(type) : 5);

for (const { name, fields, required, defaults, statics } of models) {
  const Class = TwilioVerify[name];
  const json = sample(name);
  const known = documented(json);

  describe(name, () => {
    test('is made by new', () => {
      const values = required.map((field) => known[field]);
      const model = new Class(...values);
      assert.ok(model instanceof Class);
      assert.equal(model.constructor.name, name);
      assert.deepEqual(
        { ...model },
        Object.fromEntries(required.map((field, index) => [field, values[index]])),
      );
      for (const field of Object.keys(fields)) assert.ok(field in model, field);
      const rest = Object.keys(fields).filter((field) => !required.includes(field));
      for (const field of rest) assert.equal(model[field], defaults[field], field);
      assert.deepEqual(Class.RequiredProperties ?? [], required);
      // The arguments are named in an error, as in the declaration.
      assert.equal(Class.toString().match(/constructor\((.*?)\)/)?.[1] ?? '', required.map(camel).join(', '));
    });

    test('has the values of its fields that are listed with them', () => {
      const listed = Object.getOwnPropertyNames(Class).filter((one) => one.endsWith('Enum'));
      assert.deepEqual(listed, Object.keys(statics));
      for (const [one, values] of Object.entries(statics)) {
        assert.deepEqual(Class[one], Object.fromEntries(values.map((value) => [value, value])));
        // Values are in the order of the documentation.
        assert.deepEqual(Object.keys(Class[one]), values);
      }
    });

    test('is made of an object', () => {
      assert.deepStrictEqual(Class.constructFromObject(json), held(TwilioVerify, name, known));
      for (const field of Object.keys(fields)) {
        const { [field]: _, ...others } = known;
        const model = Class.constructFromObject(others);
        assert.equal(model[field], defaults[field], field);
        assert.equal(Object.hasOwn(model, field), required.includes(field), field);
        assert.equal(Class.constructFromObject({ ...others, [field]: null })[field], null);
      }
    });

    test('is filled from an object', () => {
      const model = new Class();
      const [first, ...rest] = Object.keys(fields);
      assert.equal(Class.constructFromObject({ [first]: known[first] }, model), model);
      assert.equal(
        Class.constructFromObject(Object.fromEntries(rest.map((field) => [field, known[field]])), model),
        model,
      );
      assert.deepStrictEqual(model, held(TwilioVerify, name, known));
      for (const nothing of [null, undefined]) {
        assert.equal(Class.constructFromObject(nothing, model), model);
        assert.equal(Class.constructFromObject(nothing), undefined);
      }
    });

    test('is checked', () => {
      assert.equal(Class.validateJSON(json), true);
      assert.equal(Class.validateJSON(known), true);
      for (const field of Object.keys(fields)) {
        const { [field]: _, ...others } = known;
        if (required.includes(field)) {
          const missing = new RegExp(`'${field}'.*${name}`);
          assert.throws(() => Class.validateJSON(others), missing);
        } else assert.equal(Class.validateJSON(others), true);
        const type = fields[field];
        if (type !== 'String' && !type.startsWith('[')) continue;
        const message = new RegExp(`'${field}'.*${name}`);
        assert.throws(() => Class.validateJSON({ ...known, [field]: wrong(type) }), message);
      }
      for (const [field, type] of Object.entries(fields)) {
        const inner = models.find((model) => [model.name, `[${model.name}]`].includes(type));
        const text = inner && Object.keys(inner.fields).find((one) => inner.fields[one] === 'String');
        if (!text) continue;
        const bad = { ...documented(sample(inner.name)), [text]: 5 };
        const message = new RegExp(`'${text}'.*${inner.name}`);
        assert.throws(
          () => Class.validateJSON({ ...known, [field]: type.startsWith('[') ? [bad] : bad }),
          message,
        );
      }
    });

    test('is shown, cloned and sent as its fields', () => {
      const model = Class.constructFromObject(json);
      const dates = JSON.parse(JSON.stringify(held(TwilioVerify, name, known)));
      assert.deepStrictEqual(JSON.parse(JSON.stringify(model)), dates);
      const clone = structuredClone(model);
      assert.equal(Object.getPrototypeOf(clone), Object.prototype);
      // A clone has no classes, but the same fields, and dates that are dates.
      alike(clone, model);
      assert.deepEqual(Object.keys(model).sort(), Object.keys(fields).sort());
      assert.ok(inspect(model).startsWith(`${name} {`));
    });
  });
}

test('a class of a program that extends a model has its fields, and its checks', () => {
  class Own extends TwilioVerify.VerifyV2Service {}
  class Further extends Own {}
  for (const Class of [Own, Further]) {
    const made = Class.constructFromObject({ sid: 'VA1', date_created: '2015-07-30T20:00:00Z' });
    assert.ok(made instanceof Class);
    assert.equal(made.sid, 'VA1');
    assert.ok(made.date_created instanceof Date);
    assert.throws(() => Class.validateJSON({ sid: 5 }), /'sid' of/);
  }
});

for (const { name, values } of enumerations) {
  test(name, () => {
    const Class = TwilioVerify[name];
    const instance = new Class();
    assert.ok(instance instanceof Class);
    assert.deepEqual({ ...instance }, Object.fromEntries(values.map((value) => [value, value])));
    for (const value of [...values, 'a value of tomorrow', null, undefined])
      assert.equal(Class.constructFromObject(value), value);
  });
}

test('no model or enumeration is there that is not known', () => {
  const Model = Object.getPrototypeOf(TwilioVerify[models[0].name]);
  const Enumeration = Object.getPrototypeOf(TwilioVerify[enumerations[0].name]);
  const kept = (base) =>
    Object.values(TwilioVerify)
      .filter((value) => Object.getPrototypeOf(value) === base)
      .map(({ name }) => name);
  assert.deepEqual(
    kept(Model),
    models.map(({ name }) => name),
  );
  assert.deepEqual(
    kept(Enumeration),
    enumerations.map(({ name }) => name),
  );
});

test('a date of the form that Twilio sends is what the platform reads, on every day of some years', () => {
  const { parseDate } = TwilioVerify.ApiClient;
  const two = (number) => `${number}`.padStart(2, '0');
  const texts = [];
  for (const year of [1000, 1600, 1900, 1970, 1999, 2000, 2015, 2024, 2100, 9999]) {
    for (let month = 0; month < 14; month++) {
      for (let day = 0; day < 33; day++) texts.push(`${year}-${two(month)}-${two(day)}T23:59:58Z`);
    }
  }
  for (const time of ['00:00:00', '24:00:00', '25:00:00', '12:60:00', '12:00:60', '9:00:00', '09:00:00.123'])
    texts.push(`2015-07-30T${time}Z`);
  for (const text of texts) {
    const platform = new Date(text).getTime();
    // What the platform does not read is read as the replaced client does.
    if (!isNaN(platform)) assert.equal(parseDate(text).getTime(), platform, text);
  }
});
