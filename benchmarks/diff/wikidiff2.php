<?php
// Time wikidiff2 inside PHP: read pairs as JSON lines, write nanoseconds and the inline JSON diff's size.
$times = []; $input = fopen($argv[1], 'r'); $rounds = (int)($argv[2] ?? 3);
while (($line = fgets($input)) !== false) {
    [$before, $after] = json_decode($line);
    $best = PHP_INT_MAX;
    for ($round = 0; $round < $rounds; $round++) {
        $start = hrtime(true);
        $out = wikidiff2_inline_json_diff($before, $after, 2);
        $best = min($best, hrtime(true) - $start);
    }
    echo json_encode(['ns' => $best, 'diff' => isset($argv[3]) ? json_decode($out) : null]), "\n";
}
