"""An optional writer, such as a language model, that words lines anew; each of its lines is judged before it is taken.

Off by default. Everything else of briefgen works without it, and a line that is not taken stays the source's own.
`interface` is what a writer is, `chat` the one that asks a language model, `rewriting` who asks and judges.
"""
