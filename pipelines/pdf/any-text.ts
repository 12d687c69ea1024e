import { getDocumentProxy } from 'unpdf'

/** The words of a print, read by a library that knows every script and font, without running heads and feet. */
export async function anyPrintWords(bytes: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(bytes), {
    useSystemFonts: false,
    verbosity: 0,
    maxImageSize: 1,
  })
  let words = ''
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const open: boolean[] = []
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('str' in item) words += open.includes(true) ? '' : item.str
      else if (item.type === 'endMarkedContent') open.pop()
      else open.push('tag' in item && item.tag === 'Artifact')
    }
    page.cleanup()
    words += '\n'
  }
  await document.loadingTask.destroy()
  return words
}
