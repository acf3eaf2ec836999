;; Finds the marks of JSON, 64 bytes at a time, as simdjson does (https://arxiv.org/abs/1902.08318): every byte of every log
;; passes through here, and JavaScript has no way to look at more than a few of them at once.
;;
;; `npm run wasm` makes json-marks.wasm of it, and a spec holds the two to each other.
;;
;; Memory: the bytes from 0, at most 65,536, and spaces up to a multiple of 64; the marks from 65,536, two bytes each.
(module
  (memory (export "memory") 3)

  ;; Writes the offsets of the marks among so many bytes, in order: brackets, braces and colons outside of texts; the `u` of an
  ;; escape; and what stands behind a text and may not.
  ;;
  ;; Takes and answers what the bytes before say of those that follow: bit 0, they are inside a text; bit 1, the first of them
  ;; is escaped; bit 2, the first of them stands behind a text. The answer's other bits are the number of marks.
  (func (export "mark") (param $length i32) (param $carried i32) (result i32)
    ;; Of 64 bytes, which of them are such; the lowest bit is for the first.
    (local $quotes i64) (local $backslashes i64) (local $us i64) (local $signs i64) (local $mayFollowText i64)
    (local $escaped i64) (local $inText i64) (local $closing i64) (local $marks i64)
    ;; Carried over: all bits, or the lowest one.
    (local $wasInText i64) (local $wasEscape i64) (local $wasClosing i64)
    (local $base i32) (local $at i32) (local $shift i64) (local $to i32) (local $rows i64)
    (local $bytes v128) (local $folded v128) (local $ends v128)
    ;; Sixteen of each, kept at hand.
    (local $bit v128) (local $quote v128) (local $comma v128) (local $colon v128) (local $backslash v128) (local $u v128)
    (local $opening v128) (local $closingBrace v128) (local $firstSign v128)
    (local.set $bit (i8x16.splat (i32.const 0x20)))
    (local.set $firstSign (i8x16.splat (i32.const 0x21)))
    (local.set $quote (i8x16.splat (i32.const 0x22)))
    (local.set $comma (i8x16.splat (i32.const 0x2c)))
    (local.set $colon (i8x16.splat (i32.const 0x3a)))
    (local.set $backslash (i8x16.splat (i32.const 0x5c)))
    (local.set $u (i8x16.splat (i32.const 0x75)))
    (local.set $opening (i8x16.splat (i32.const 0x7b)))
    (local.set $closingBrace (i8x16.splat (i32.const 0x7d)))

    (local.set $wasInText (i64.sub (i64.const 0) (i64.extend_i32_u (i32.and (local.get $carried) (i32.const 1)))))
    (local.set $wasEscape (i64.extend_i32_u (i32.and (i32.shr_u (local.get $carried) (i32.const 1)) (i32.const 1))))
    (local.set $wasClosing (i64.extend_i32_u (i32.shr_u (local.get $carried) (i32.const 2))))
    (local.set $to (i32.const 65536))

    (block $end
      (loop $blocks
        (br_if $end (i32.ge_u (local.get $base) (local.get $length)))

        (local.set $quotes (i64.const 0))
        (local.set $backslashes (i64.const 0))
        (local.set $us (i64.const 0))
        (local.set $signs (i64.const 0))
        (local.set $mayFollowText (i64.const 0))
        (local.set $at (local.get $base))
        (local.set $shift (i64.const 0))
        (loop $sixteen
          (local.set $bytes (v128.load (local.get $at)))
          ;; With this bit a bracket is a brace.
          (local.set $folded (v128.or (local.get $bytes) (local.get $bit)))
          (local.set $ends
            (v128.or
              (i8x16.eq (local.get $folded) (local.get $closingBrace))
              (i8x16.eq (local.get $bytes) (local.get $colon))))
          (local.set $quotes (i64.or (local.get $quotes) (i64.shl
            (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $bytes) (local.get $quote))))
            (local.get $shift))))
          (local.set $backslashes (i64.or (local.get $backslashes) (i64.shl
            (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $bytes) (local.get $backslash))))
            (local.get $shift))))
          (local.set $signs (i64.or (local.get $signs) (i64.shl
            (i64.extend_i32_u (i8x16.bitmask
              (v128.or (local.get $ends) (i8x16.eq (local.get $folded) (local.get $opening)))))
            (local.get $shift))))
          ;; A comma or space of any kind may too.
          (local.set $mayFollowText (i64.or (local.get $mayFollowText) (i64.shl
            (i64.extend_i32_u (i8x16.bitmask
              (v128.or
                (local.get $ends)
                (v128.or
                  (i8x16.eq (local.get $bytes) (local.get $comma))
                  (i8x16.lt_u (local.get $bytes) (local.get $firstSign))))))
            (local.get $shift))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $shift (i64.add (local.get $shift) (i64.const 16)))
          (br_if $sixteen (i64.lt_u (local.get $shift) (i64.const 64))))

        ;; Of backslashes in a row every other one escapes what follows it. The difference carries a bit through each row, which
        ;; ends at an odd or an even place: simdjson explains it.
        (local.set $escaped (local.get $wasEscape))
        (if (i64.ne (i64.or (local.get $backslashes) (local.get $wasEscape)) (i64.const 0))
          (then
            (local.set $rows (i64.and (local.get $backslashes) (i64.xor (local.get $wasEscape) (i64.const -1))))
            (local.set $rows
              (i64.xor
                (i64.sub
                  (i64.or (i64.shl (local.get $rows) (i64.const 1)) (i64.const 0xaaaaaaaaaaaaaaaa))
                  (local.get $rows))
                (i64.const 0xaaaaaaaaaaaaaaaa)))
            (local.set $escaped
              (i64.xor (local.get $rows) (i64.or (local.get $backslashes) (local.get $wasEscape))))
            (local.set $wasEscape (i64.shr_u (i64.and (local.get $rows) (local.get $backslashes)) (i64.const 63)))
            (local.set $quotes (i64.and (local.get $quotes) (i64.xor (local.get $escaped) (i64.const -1))))
            (local.set $at (local.get $base))
            (local.set $shift (i64.const 0))
            (loop $sixteen
              (local.set $us (i64.or (local.get $us) (i64.shl
                (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $u))))
                (local.get $shift))))
              (local.set $at (i32.add (local.get $at) (i32.const 16)))
              (local.set $shift (i64.add (local.get $shift) (i64.const 16)))
              (br_if $sixteen (i64.lt_u (local.get $shift) (i64.const 64))))))

        ;; In a text is what has an odd number of quotes up to it: its opening quote too, its closing one not.
        (local.set $inText (i64.xor (local.get $quotes) (i64.shl (local.get $quotes) (i64.const 1))))
        (local.set $inText (i64.xor (local.get $inText) (i64.shl (local.get $inText) (i64.const 2))))
        (local.set $inText (i64.xor (local.get $inText) (i64.shl (local.get $inText) (i64.const 4))))
        (local.set $inText (i64.xor (local.get $inText) (i64.shl (local.get $inText) (i64.const 8))))
        (local.set $inText (i64.xor (local.get $inText) (i64.shl (local.get $inText) (i64.const 16))))
        (local.set $inText (i64.xor (local.get $inText) (i64.shl (local.get $inText) (i64.const 32))))
        (local.set $inText (i64.xor (local.get $inText) (local.get $wasInText)))
        (local.set $wasInText (i64.shr_s (local.get $inText) (i64.const 63)))

        (local.set $closing (i64.and (local.get $quotes) (i64.xor (local.get $inText) (i64.const -1))))
        (local.set $marks
          (i64.or
            (i64.or
              (i64.and (local.get $signs) (i64.xor (local.get $inText) (i64.const -1)))
              (i64.and (local.get $us) (local.get $escaped)))
            (i64.and
              (i64.or (i64.shl (local.get $closing) (i64.const 1)) (local.get $wasClosing))
              (i64.xor (local.get $mayFollowText) (i64.const -1)))))
        (local.set $wasClosing (i64.shr_u (local.get $closing) (i64.const 63)))

        (block $written
          (loop $write
            (br_if $written (i64.eqz (local.get $marks)))
            (i32.store16 (local.get $to) (i32.add (local.get $base) (i32.wrap_i64 (i64.ctz (local.get $marks)))))
            (local.set $to (i32.add (local.get $to) (i32.const 2)))
            (local.set $marks (i64.and (local.get $marks) (i64.sub (local.get $marks) (i64.const 1))))
            (br $write)))
        (local.set $base (i32.add (local.get $base) (i32.const 64)))
        (br $blocks)))

    (i32.or
      (i32.shl (i32.sub (local.get $to) (i32.const 65536)) (i32.const 2))
      (i32.or
        (i32.wrap_i64 (i64.and (local.get $wasInText) (i64.const 1)))
        (i32.or
          (i32.wrap_i64 (i64.shl (local.get $wasEscape) (i64.const 1)))
          (i32.wrap_i64 (i64.shl (local.get $wasClosing) (i64.const 2))))))))
