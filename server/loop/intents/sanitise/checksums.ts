/** Check digits: they tell a number of a kind from any other number. Each takes digits or letters without separators. */

/** ISO/IEC 7812-1 annex B (Luhn). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** ISO 13616: the country's letters and check digits moved to the end, letters as 10 to 35, modulo 97 is 1. */
export function passesIban(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4)
  const remainder = [...moved].reduce((rest, character) => {
    const value = Number.parseInt(character, 36)
    return (rest * (value > 9 ? 100 : 10) + value) % 97
  }, 0)
  return remainder === 1
}

/** ISO 6346: a letter counts from 10 up, leaving out multiples of 11; each position counts double the one before. */
export function passesContainer(code: string): boolean {
  const sum = [...code.slice(0, 10)].reduce((total, character, index) => {
    const base = Number.parseInt(character, 36)
    const value = base < 10 ? base : base + Math.floor((base - 1) / 10)
    return total + value * 2 ** index
  }, 0)
  return (sum % 11) % 10 === Number(code[10])
}

/** IMO resolution A.1117(30): the first six digits weighted 7 to 2; the sum's last digit is the seventh. */
export function passesImo(digits: string): boolean {
  const sum = [...digits.slice(0, 6)].reduce((total, digit, index) => total + Number(digit) * (7 - index), 0)
  return digits.length === 7 && sum % 10 === Number(digits[6])
}

/** Issuer ranges in use, each with the lengths its cards have. */
const issuers: readonly [RegExp, readonly number[]][] = [
  [/^4/, [13, 16, 19]],
  [/^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, [16]],
  [/^3[47]/, [15]],
  [/^(6011|64[4-9]|65)/, [16, 19]],
  [/^3(0[0-5]|[689])/, [14]],
  [/^35(2[89]|[3-8])/, [16]],
  [/^62/, [16, 17, 18, 19]],
  [/^(50|5[6-9]|6[0-9])/, [16, 18, 19]],
]

export function isCard(digits: string): boolean {
  return issuers.some(([range, lengths]) => range.test(digits) && lengths.includes(digits.length)) && passesLuhn(digits)
}
