// The same for a program that requires it.
import webhook = require('twilio_verify/webhook');

export const valid: Promise<boolean> = webhook.validateWebhook('token', null, 'https://example.com/');
