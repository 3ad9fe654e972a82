import { dangerousCalls, forbiddenModules, harmlessPaths, licenceFiles, protectedPaths } from './tables/code.ts'
import { allowedLicences, blockedLicences } from './tables/licences.ts'
import { shapes, textRules } from './tables/text.ts'
import { approvers, reviewedDesigns } from './vocabulary.ts'

/** Every number and list the rules read, once; `policy build` writes it to policies/data.json. */
export const thresholds = {
  /** ADR-001 "Quality": lines covered must be more than this. */
  coverageAbovePercent: 80,
  /** ADR-001 rollback trigger 5: below this, code a model wrote doubts itself. */
  confidenceFloor: 0.7,
  /** ADR-001 jurisdiction: regions where processing is no transfer (CARICOM members and associates, ISO 3166). */
  homeRegions: [
    'AG',
    'AI',
    'BB',
    'BM',
    'BS',
    'BZ',
    'DM',
    'GD',
    'GY',
    'HT',
    'JM',
    'KN',
    'KY',
    'LC',
    'MS',
    'SR',
    'TC',
    'TT',
    'VC',
    'VG',
  ],
  licences: { allowed: allowedLicences, blocked: blockedLicences },
  dangerousCalls,
  forbiddenModules,
  protectedPaths,
  harmlessPaths,
  licenceFiles,
  approvers,
  reviewedDesigns,
  textRules,
  shapes,
} as const
