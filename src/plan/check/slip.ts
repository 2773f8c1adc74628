/**
 * Slips of the pen, told by two witnesses: what the field always writes so (lexicon-data.ts), and what this plan itself writes
 * everywhere else. A pair of characters that stands nowhere else in the plan and in no known word is looked at; it is a
 * slip where one small step (a character less, more, exchanged) gives what both witnesses know.
 */
import type { Span } from '#document/document.ts'
import type { Plan } from '#plan/plan.ts'
import { isHan, type Usage, usageOf } from './character-usage.ts'
import { CORE, DOUBLES, PHRASES, WORDS } from './lexicon-data.ts'
import { CONFUSED, MISSPELLINGS } from './misspelling-data.ts'

export type Slip = {
  readonly span: Span
  readonly from: number
  readonly to: number
  readonly wrong: string
  readonly right: string
  /** False where it may be meant. */
  readonly sure: boolean
}

const listOf = (data: string): readonly string[] => data.split(/\s+/).filter((word) => word !== '')
const doubles = new Set(listOf(DOUBLES))
const words = new Set(listOf(WORDS))
const phrases = listOf(PHRASES)
const misspellings: readonly (readonly [string, string])[] = MISSPELLINGS.trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string])

const confused = new Map<string, Set<string>>()
for (const group of listOf(CONFUSED))
  for (const letter of group)
    confused.set(letter, new Set([...(confused.get(letter) ?? []), ...group].filter((other) => other !== letter)))

/** Characters that are words of their own and so stand beside any other by chance. */
const FREE =
  '至里是十石食市室与其只和核河让上大出入进尽年及极级对于在为围有无不各每该本此中重内外前后东南西北县乡镇村省部区矿源水户力权用需须可再件条调起且将用两件元'

/** What a core word becomes when one character is taken for another, and the word; none of these is a word itself. */
const nearCore = new Map<string, string>()
for (const word of listOf(CORE))
  for (const i of [0, 1])
    for (const other of confused.get(word[i]!) ?? []) {
      const near = i === 0 ? other + word[1] : word[0] + other
      if (!words.has(near) && !FREE.includes(other)) nearCore.set(near, word)
    }

/** Every pair of characters inside a known word or phrase. */
const knownPairs = new Set(words)
for (const phrase of phrases) for (let i = 0; i + 2 <= phrase.length; i++) knownPairs.add(phrase.slice(i, i + 2))

/** What ends many a word: 开采量控制 is no 总量控制 without its head. */
const SUFFIX = '量率权区矿山业化性额度者级数类型石'

/** What a phrase becomes by one slip, and the phrase. A changed character is written ？. */
const lacking = new Map<string, string>()
const headless = new Map<string, string>()
const swapped = new Map<string, string>()
const changed = new Map<string, string>()
let longest = 0
for (const phrase of phrases) {
  if (phrase.length < 4) continue
  longest = Math.max(longest, phrase.length)
  if (!SUFFIX.includes(phrase[1]!)) headless.set(phrase.slice(1), phrase)
  for (let i = 0; i < phrase.length; i++) {
    if (i > 0) lacking.set(phrase.slice(0, i) + phrase.slice(i + 1), phrase)
    changed.set(`${phrase.slice(0, i)}？${phrase.slice(i + 1)}`, phrase)
    if (i + 1 < phrase.length && phrase[i] !== phrase[i + 1])
      swapped.set(phrase.slice(0, i) + phrase[i + 1] + phrase[i] + phrase.slice(i + 2), phrase)
  }
}
/** How they begin: most places of a text are passed over by this alone. */
const headlessStarts = new Set([...headless.keys()].map((phrase) => phrase.slice(0, 2)))
/** One slip leaves the first two characters of a phrase as they are, or the two after them. */
const starts = new Set([
  ...[...swapped.keys(), ...lacking.keys()].map((near) => near.slice(0, 2)),
  ...phrases.map((phrase) => phrase.slice(0, 2)),
])
const seconds = new Set(phrases.map((phrase) => phrase.slice(2, 4)))
/** What stands before the slip is the beginning of a phrase. */
const prefixes = new Set(phrases.flatMap((phrase) => [...phrase].map((_, i) => phrase.slice(0, i + 1))))

/** Whether a pair ends (begins) a word here: known, or followed (preceded) by more than one thing. */
const stands = (usage: Usage, pair: string, side: 'after' | 'before', except: string): boolean =>
  words.has(pair) || (usage[side].get(pair) ?? '').replace(except, '').length >= 2

/** 金、金金属量: metals are words of one character. */
const METAL = /[金银铜铅锌铁锡钨钼锰镍钴锑铝镁钛钒煤磷]/

/** 十五五, 二〇二二: a numeral stands beside itself by right. */
const NUMERAL = /[〇○零一二三四五六七八九十百千]/

/** 产资资源: a character written twice where neither half is a word of its own. 发展展望 is two words. */
const doubledCharacters = (span: Span, usage: Usage, doubled: readonly number[]): Slip[] =>
  doubled.flatMap((at): Slip[] => {
    const { text } = span
    const letter = text[at]!
    if (
      doubles.has(letter + letter) ||
      METAL.test(letter) ||
      NUMERAL.test(letter) ||
      text[at + 2] === letter ||
      text[at - 1] === letter
    )
      return []
    const [left, right] = [text[at - 1], text[at + 2]]
    // 某局局长 is two words.
    if (/[局厅院部校所站]/.test(letter) && right === '长') return []
    // What the plan doubles again and again is a name.
    if ((usage.pairs.get(letter + letter) ?? 0) >= 3) return []
    const reduced = `${isHan(left) ? left : ''}${letter}${isHan(right) ? right : ''}`
    const seen =
      reduced.length === 3
        ? (usage.triples.get(reduced) ?? 0)
        : reduced.length === 2
          ? (usage.pairs.get(reduced) ?? 0) - 1
          : 0
    const leftStands = isHan(left) && stands(usage, left + letter, 'after', letter)
    const rightStands = isHan(right) && stands(usage, letter + right, 'before', letter)
    // 开发发利用, 矿产资资源: between two known words one character is left over.
    const [head, tail] = [text.slice(at - 1, at + 1), text.slice(at + 1, at + 3)]
    const leftOver =
      !FREE.includes(letter) &&
      ((words.has(head) && words.has(text.slice(at + 2, at + 4)) && !words.has(tail)) ||
        (words.has(tail) && words.has(text.slice(at - 2, at)) && !words.has(head)))
    if (leftOver && (usage.pairs.get(letter + letter) ?? 0) <= 1)
      return [{ span, from: at, to: at + 2, wrong: letter + letter, right: letter, sure: true }]
    if (seen < 1 && !phrases.some((phrase) => phrase.includes(reduced) && reduced.length === 3)) return []
    if (leftStands && rightStands) return []
    return [{ span, from: at, to: at + 2, wrong: letter + letter, right: letter, sure: true }]
  })

/** Particles that no word doubles, with the words that end or begin in them. */
const PARTICLE =
  /(?<!目)的的(?![士确])|(?<![为除罢])了了(?!解)|(?<![平饱总共中人温柔调缓])和和(?![谐平睦解])|(?<!参)与与|(?<![普涉以顾])及及(?!时|格)|(?<![行作成认以分视])为为(?!了)|(?<![存现潜所内外实])在在|(?<![由关对基位等])于于|(?<![相针绝面])对对(?![于象])|(?<![还])是是(?!否)|(?<![一])将将|(?<!凡)并并(?![且网])|局局(?![长部限域面])|厅厅(?!长)|院院(?![长士内])|按按|(?<!自)由由|把把(?![关握])|被被|(?<!志)向向|各各|(?<!抑)或或|不不|未未|(?<!而|业)已已|(?<!必)须须|(?<![相对响供适反效])应应(?![急对])|(?<![按急所必供军内])需需|(?<![许认])可可/g

const doubledParticles = (span: Span): Slip[] =>
  [...span.text.matchAll(PARTICLE)].map((match) => ({
    span,
    from: match.index,
    to: match.index + 2,
    wrong: match[0],
    right: match[0][0]!,
    sure: true,
  }))

/** Words of two to eight characters that stand twice, the longest first, from left to right. */
const wordsTwice = (text: string): readonly { readonly at: number; readonly word: string }[] => {
  const found: { at: number; word: string }[] = []
  for (let at = 0; at + 3 < text.length; at++)
    for (let length = Math.min(8, (text.length - at) >> 1); length >= 2; length--) {
      if (text[at] !== text[at + length] || text[at + 1] !== text[at + length + 1]) continue
      const word = text.slice(at, at + length)
      if (word !== text.slice(at + length, at + 2 * length) || ![...word].every(isHan)) continue
      found.push({ at, word })
      at += 2 * length - 1
      break
    }
  return found
}

/** A word written twice at once. Where the first ends a longer term and the second begins one, the two may be meant. */
const doubledWords = (span: Span, usage: Usage): Slip[] =>
  wordsTwice(span.text).flatMap(({ at, word }): Slip[] => {
    const end = at + 2 * word.length
    if (/^(.)\1+$/u.test(word)) return []
    const left = span.text.slice(at - 1, at + 1)
    const right = span.text.slice(end - 1, end + 1)
    const meant =
      stands(usage, span.text.slice(at - 2, at), 'before', '') &&
      (usage.triples.get(left + word[1]) ?? 0) >= 3 &&
      (usage.triples.get(word.at(-2)! + right) ?? 0) >= 3
    return [{ span, from: at, to: end, wrong: word + word, right: word, sure: !meant }]
  })

const misspellingsBy = Map.groupBy(misspellings, ([wrong]) => wrong.slice(0, 2))

/** The first place of every listed misspelling. */
const listed = (span: Span): Slip[] => {
  const { text } = span
  const found: Slip[] = []
  for (let at = 0; at + 1 < text.length; at++)
    for (const [wrong, right] of misspellingsBy.get(text.slice(at, at + 2)) ?? [])
      if (text.startsWith(wrong, at) && !found.some((slip) => slip.wrong === wrong))
        found.push({ span, from: at, to: at + wrong.length, wrong, right, sure: true })
  return found
}

/** Whether a known word begins here: 市场 in 矿业市场, which lacks nothing. */
const begins = (text: string, at: number): boolean => words.has(text.slice(at, at + 2))

/** A phrase of the field with a character lacking, two exchanged or one replaced, around a pair seen nowhere else. */
const nearPhrase = (span: Span, at: number, rare: (pair: string) => boolean): Slip | null => {
  const { text } = span
  const most = Math.min(longest, 10)
  const froms: number[] = []
  for (let from = Math.max(0, at + 2 - most); from <= at; from++)
    if (
      (from >= at - 1 || prefixes.has(text.slice(from, at - 1))) &&
      (starts.has(text.slice(from, from + 2)) || seconds.has(text.slice(from + 2, from + 4)))
    )
      froms.push(from)
  if (froms.length === 0) return null
  for (let length = most; length >= 3; length--)
    for (const from of froms) {
      if (from < at + 2 - length || from + length > text.length) continue
      const window = text.slice(from, from + length)
      const slip = (right: string): Slip => ({ span, from, to: from + length, wrong: window, right, sure: true })
      const exchanged = swapped.get(window)
      if (exchanged) return slip(exchanged)
      const whole = lacking.get(window)
      const cut = at + 1 - from
      if (
        whole &&
        length - cut >= 2 &&
        !SUFFIX.includes(text[at + 1]!) &&
        whole.startsWith(window.slice(0, cut)) &&
        whole.endsWith(window.slice(cut)) &&
        !begins(text, at + 1)
      )
        return slip(whole)
      if (length < 4) continue
      // The strange character makes both of its pairs strange, unless it stands at the edge.
      for (const i of [at, at + 1]) {
        const phrase = changed.get(`${window.slice(0, i - from)}？${window.slice(i - from + 1)}`)
        if (!phrase || phrase === window) continue
        const inside = [text.slice(i - 1, i + 1), text.slice(i, i + 2)].filter(
          (pair) => isHan(pair[0]) && isHan(pair[1]),
        )
        if (!inside.every(rare)) continue
        const meant = phrase[i - from]!
        // Taken for one that looks or sounds alike, or written too early: 严照按照 for 严格按照.
        const early = phrase.indexOf(text[i]!, i - from + 1) >= 0
        if (early || confused.get(meant)?.has(text[i]!)) return slip(phrase)
      }
    }
  return null
}

/** One character of a core word replaced by one that sounds or looks like it: 布署 for 部署. */
const nearWord = (span: Span, at: number, rare: (pair: string) => boolean): Slip | null => {
  const { text } = span
  const pair = text.slice(at, at + 2)
  const right = nearCore.get(pair)
  if (!right) return null
  // The strange character belongs to no word beside it: 整治力度 is no slip for 治理.
  const [before, after] = [text[at - 1], text[at + 2]]
  if (isHan(before) && !rare(before + pair[0])) return null
  if (isHan(after) && words.has(pair[1]! + after)) return null
  if (pair[0] === right[0] && isHan(after) && !rare(pair[1] + after)) return null
  return { span, from: at, to: at + 2, wrong: pair, right, sure: true }
}

/** A phrase without its first character, where the words before it do not end in what is left: 实责任 for 落实责任. */
const beheaded = (span: Span, at: number, usage: Usage): Slip | null => {
  const { text } = span
  if (!headlessStarts.has(text.slice(at, at + 2))) return null
  for (let length = 7; length >= 3; length--) {
    const window = text.slice(at, at + length)
    const phrase = headless.get(window)
    if (!phrase || text[at - 1] === phrase[0] || !words.has(phrase.slice(0, 2)) || begins(text, at)) continue
    const left = text.slice(at - 1, at + 1)
    if (!isHan(left[0]) || stands(usage, left, 'after', window[1]!)) continue
    if ((usage.triples.get(left + window[1]) ?? 0) > 1) continue
    if ((usage.pairs.get(phrase.slice(0, 2)) ?? 0) < 2) continue
    return { span, from: at, to: at + length, wrong: window, right: phrase, sure: true }
  }
  return null
}

/** Every slip of the running text and the headings; of several at one place the first found. Never throws. */
export const slipsIn = (plan: Plan): readonly Slip[] => {
  const usage = usageOf(plan)
  const rare = (pair: string): boolean => (usage.pairs.get(pair) ?? 0) <= 1 && !knownPairs.has(pair)
  return usage.spans.flatMap((span) => {
    const { text } = span
    const doubled: number[] = []
    for (let at = 0; at + 1 < text.length; at++) if (text[at] === text[at + 1] && isHan(text[at])) doubled.push(at)
    const found: Slip[] = [
      ...listed(span),
      ...doubledWords(span, usage),
      ...(doubled.length > 0 ? [...doubledCharacters(span, usage, doubled), ...doubledParticles(span)] : []),
    ]
    for (let at = 0; at + 1 < text.length; at++) {
      if (!isHan(text[at]) || !isHan(text[at + 1])) continue
      const headless = beheaded(span, at, usage)
      if (headless) found.push(headless)
      if (!rare(text.slice(at, at + 2))) continue
      const slip = nearPhrase(span, at, rare) ?? nearWord(span, at, rare)
      if (slip) found.push(slip)
    }
    return found.filter(
      (slip, i) => !found.slice(0, i).some((before) => before.from < slip.to && slip.from < before.to),
    )
  })
}
