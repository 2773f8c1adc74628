import { expect, test } from 'vitest'
import { href, readRoute } from './route.ts'

test('an address reads back as it was written', () => {
  const [pathname, search] = href(['plans', '云/1'], { at: 'rule:a b' }).split('?')
  const { path, query } = readRoute(pathname!, `?${search}`)
  expect(path).toEqual(['plans', '云/1'])
  expect(query.get('at')).toBe('rule:a b')
})

test('the workbench itself is the empty path, with or without its slash', () => {
  expect(readRoute('/workbench', '').path).toEqual([])
  expect(readRoute('/workbench/', '').path).toEqual([])
})
