/** The words of a page, without style, script and tags. */
export const wordsOf = (html: string): string =>
  html.replace(/<style>.*?<\/style>|<script>.*?<\/script>|<[^>]+>/gs, ' ').replace(/\s+/g, ' ')
