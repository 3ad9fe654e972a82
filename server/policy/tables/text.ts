import type { RiskTier } from '#server/loop/change/tier.ts'

/**
 * Words that set a floor under a change's tier, as normalised terms (see `terms`). `unless` names intent shapes that
 * cannot touch what the words are about, such as a page of documentation.
 */
export interface TextRule {
  tier: RiskTier
  kind: string | null
  unless: readonly string[]
  terms: readonly string[]
}

const writing = ['docs'] as const

// biome-ignore format: one rule reads as one paragraph
export const textRules: Record<string, TextRule> = {
  architecture: { tier: 'critical', kind: 'architecture', unless: writing, terms: [
    'architecture', 're architect', 'rearchitect', 'rewrite', 'microservice', 'monolith', 'new service', 'split service',
    'split the service', 'replace the database', 'replace database', 'message broker', 'event bus', 'multi region', 'replatform',
    'switch framework', 'change framework', 'another database',
  ] },
  compliance: { tier: 'critical', kind: null, unless: writing, terms: [
    'compliance', 'gdpr', 'caricom', 'data protection', 'regulation', 'regulator', 'regulatory', 'legal', 'lawful', 'consent',
    'retention', 'data residency', 'residency', 'cross border', 'audit trail', 'audit log', 'right to erasure', 'sanction',
  ] },
  authentication: { tier: 'high', kind: null, unless: writing, terms: [
    'auth', 'authentication', 'authenticate', 'authorisation', 'authorization', 'authorise', 'authorize', 'login', 'log in',
    'logon', 'logout', 'log out', 'sign in', 'signin', 'sign on', 'single sign', 'sso', 'oauth', 'oidc', 'saml', 'mfa', '2fa',
    'two factor', 'password', 'passkey', 'session', 'cookie', 'token', 'jwt', 'permission', 'privilege', 'role', 'access control',
    'access right', 'rbac', 'admin', 'administrator', 'superuser', 'impersonate',
  ] },
  secrets: { tier: 'high', kind: null, unless: writing, terms: [
    'secret', 'credential', 'api key', 'private key', 'encryption', 'encrypt', 'decrypt', 'certificate', 'signing key', 'tls',
  ] },
  personalData: { tier: 'high', kind: null, unless: writing, terms: [
    'personal data', 'personal detail', 'personal information', 'pii', 'passport', 'date of birth', 'birth date', 'national id',
    'email address', 'phone number', 'telephone', 'home address', 'patient', 'medical', 'health record', 'biometric', 'crew list',
    'passenger', 'salary', 'next of kin', 'ethnicity', 'religion',
  ] },
  money: { tier: 'high', kind: null, unless: writing, terms: [
    'payment', 'refund', 'invoice', 'bank', 'credit card', 'card number', 'billing', 'payroll', 'tax rate', 'duty rate',
  ] },
  database: { tier: 'high', kind: 'feature', unless: writing, terms: [
    'migration', 'migrate', 'database', 'schema', 'new table', 'create table', 'new column', 'add column', 'foreign key', 'sql',
  ] },
  removal: { tier: 'high', kind: null, unless: writing, terms: [
    'delete', 'remove', 'drop', 'purge', 'erase', 'wipe', 'truncate', 'destroy', 'overwrite', 'bulk update',
  ] },
  infrastructure: { tier: 'high', kind: null, unless: writing, terms: [
    'infrastructure', 'firewall', 'deployment', 'kubernetes', 'dns', 'backup', 'rate limit', 'cors', 'dependency', 'upgrade',
    'webhook', 'external service', 'third party',
  ] },
  application: { tier: 'medium', kind: 'feature', unless: ['docs', 'config'], terms: [
    'api', 'endpoint', 'page', 'list', 'screen', 'form', 'button', 'filter', 'search', 'sort', 'count', 'report', 'export',
    'validate', 'validation', 'field', 'feature', 'show', 'display', 'notify', 'notification', 'email', 'upload',
  ] },
  fault: { tier: 'medium', kind: 'fix', unless: ['docs', 'config'], terms: [
    'bug', 'fix', 'broken', 'crash', 'error', 'fault', 'wrong', 'regression', 'fails', 'failing', 'incorrect',
  ] },
  configuration: { tier: 'low', kind: 'config', unless: [], terms: [
    'config', 'configuration', 'setting', 'timeout', 'page size', 'threshold', 'default value', 'banner text', 'label',
  ] },
  documentation: { tier: 'low', kind: 'docs', unless: [], terms: [
    'doc', 'document', 'documentation', 'readme', 'guide', 'manual', 'changelog', 'typo', 'spelling', 'wording', 'runbook', 'faq',
  ] },
}

/** What the shape of an intent alone says. `kind` wins over the words: the form is what will be built. */
export const shapes: Record<string, { tier: RiskTier; kind: string }> = {
  resource: { tier: 'high', kind: 'feature' },
  addField: { tier: 'high', kind: 'feature' },
  readEndpoint: { tier: 'medium', kind: 'feature' },
  validation: { tier: 'medium', kind: 'feature' },
  listPage: { tier: 'medium', kind: 'feature' },
  config: { tier: 'low', kind: 'config' },
  docs: { tier: 'low', kind: 'docs' },
}
