// What Twilio answers, in shape and size.

const factor = (number) => ({
  sid: `YF${String(number).padStart(32, '0')}`,
  account_sid: `AC${'1'.repeat(32)}`,
  service_sid: `VA${'2'.repeat(32)}`,
  entity_sid: `YE${'3'.repeat(32)}`,
  identity: 'ff483d1ff591898a9942916050d2ca3f',
  date_created: '2015-07-30T20:00:00Z',
  date_updated: '2015-07-30T20:00:00Z',
  friendly_name: `Mika's phone ${number}`,
  status: 'unverified',
  factor_type: 'totp',
  config: { alg: 'sha1', skew: 1, code_length: 6, time_step: 30 },
  metadata: null,
  url: `https://verify.twilio.com/v2/Services/VA1/Entities/me/Factors/YF${number}`,
});

/** The text of one factor. */
export const FACTOR = JSON.stringify(factor(0));

/** The text of a list of 1000. */
export const LIST = JSON.stringify({
  factors: Array.from({ length: 1000 }, (_, number) => factor(number)),
  meta: { page: 0, page_size: 1000, key: 'factors', next_page_url: null, previous_page_url: null },
});
