import { singular, wordsOf } from './words.ts'

/**
 * Fields whose value can identify a person (GDPR 4(1), 9(1)), by the words of their names. Too many rather than too few: a
 * person may correct it in the form, and a personal field needs a consent purpose before it is processed.
 */
const always = new Set([
  'passport',
  'nis',
  'nib',
  'trn',
  'ssn',
  'phone',
  'telephone',
  'mobile',
  'cellphone',
  'fax',
  'email',
  'mail',
  'dob',
  'birthday',
  'birthdate',
  'birth',
  'gender',
  'sex',
  'religion',
  'ethnicity',
  'race',
  'nationality',
  'citizenship',
  'surname',
  'forename',
  'nickname',
  'signature',
  'photo',
  'photograph',
  'portrait',
  'fingerprint',
  'biometric',
  'diagnosis',
  'medication',
  'allergy',
  'disability',
  'symptom',
  'prescription',
  'salary',
  'wage',
  'iban',
  'username',
  'kin',
  'marital',
  'blood',
  'pregnancy',
  'vaccination',
  'whatsapp',
  'occupation',
])

const phrases = [
  'first name',
  'last name',
  'full name',
  'agent name',
  'middle name',
  'maiden name',
  'given name',
  'family name',
  'national id',
  'id card',
  'identity card',
  'identity number',
  'social security',
  'national insurance',
  'driver licence',
  'driver license',
  'driving permit',
  'driver permit',
  'home address',
  'postal address',
  'street address',
  'residential address',
  'ip address',
  'bank account',
  'account holder',
  'card number',
  'tax number',
  'taxpayer number',
  'taxpayer id',
  'bir number',
  'tax id',
  'health number',
  'medical record',
  'contact person',
  'contact detail',
  'contact number',
  'next of kin',
  'emergency contact',
  'date of birth',
]

/** People by their part in the work; alone, or before `name` and the like, such a field says who it was. */
const roles = new Set([
  'captain',
  'skipper',
  'pilot',
  'driver',
  'patient',
  'passenger',
  'owner',
  'officer',
  'inspector',
  'declarant',
  'taxpayer',
  'employee',
  'applicant',
  'visitor',
  'customer',
  'client',
  'doctor',
  'nurse',
  'physician',
  'beneficiary',
  'dependant',
  'person',
  'contact',
  'crew',
  'seafarer',
  'stevedore',
  'worker',
  'staff',
  'broker',
  'traveller',
  'guardian',
  'parent',
  'child',
  'student',
  'resident',
  'citizen',
  'master',
  'reporter',
  'complainant',
  'signatory',
  'user',
  'member',
  'holder',
  'tenant',
  'licensee',
])

const doings =
  /\b(?:signed|approved|created|inspected|reported|submitted|reviewed|entered|recorded|registered|checked|handled|issued|received) by$/
/** What may stand after a role without saying who it was, such as `owner type` or `crew count`. */
const impersonal =
  /\b(?:count|total|type|status|category|size|rate|fee|quantity|list|plan|boat|station|class|required|rank)$/

/** Does a field of this name, in an entity of this name, hold something about one person? */
export function isPersonal(name: string, entity: string): boolean {
  const words = wordsOf(name).map(singular)
  const phrase = words.join(' ')
  if (words.some((word) => always.has(word)) || phrases.some((each) => ` ${phrase} `.includes(` ${each} `))) return true
  if (doings.test(wordsOf(name).join(' '))) return true
  if (impersonal.test(phrase) || words[0] === 'number') return false
  if (words.some((word) => roles.has(word))) return true
  const owner = wordsOf(entity).map(singular)
  const thing = owner.findLast((word) => !['record', 'registration', 'profile', 'file', 'detail'].includes(word))
  const ofPerson = thing !== undefined && roles.has(thing)
  return ofPerson && ['name', 'address', 'age', 'id', 'identifier', 'id number'].includes(phrase)
}
