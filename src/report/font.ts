/** The one typeface of what we print: Noto Serif SC, which has every character of a place or a mineral. */
import { fileURLToPath } from 'node:url'

export type Weight = 'regular' | 'bold'

const files: Readonly<Record<Weight, string>> = {
  regular: import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
}

/** Path of the .ttf of a weight; 15 MB, read only when a paper needs it. */
export const fontFile = (weight: Weight): string => fileURLToPath(files[weight])
