// What a program may reach for in Twilio's own library, and does not find here.

const LIBRARY = 'For that, use the twilio library beside it.';
const WEBHOOK =
  'Use validateWebhook of twilio_verify/webhook and await it: it is asynchronous, and a promise in an if would let every request in.';

/** Of a client: names, and what to do. They fail as they are read. */
export const OF_CLIENT = [
  'accounts addresses api applications authorizedConnectApps availablePhoneNumbers balance bulkexports calls chat conferences connectApps content conversations events flexApi frontlineApi iam incomingPhoneNumbers insights intelligence ipMessaging keys knowledge lookups marketplace memory messages messaging monitor newKeys newSigningKeys notifications notify numbers oauth outgoingCallerIds preview previewIam pricing proxy queues recordings request routes serverless shortCodes signingKeys sip studio supersim sync taskrouter tokens transcriptions trunking trusthub usage validateSslCert validationRequests video voice wireless',
  LIBRARY,
];

/** Of the function itself. */
export const OF_TWILIO = [
  'ClientCredentialProviderBuilder NoAuthCredentialProvider OrgsCredentialProviderBuilder RequestClient jwt twiml',
  LIBRARY,
];

/** Functions of the function itself: they fail as they are called, so that an import of them alone does no harm. */
export const CHECKS = [
  'getExpectedBodyHash getExpectedTwilioSignature validateBody validateExpressRequest validateIncomingRequest validateRequest validateRequestWithBody webhook',
  WEBHOOK,
];
