#!/bin/sh
# 会員を分けて、GNU parallel で同時に作り、終わったら一つの一覧にまとめます。
# toji fleet build in shares under GNU parallel, then one summary of all of them.
#
#   sh parallel.sh FLEET OUT SHARES SLOTS [options of toji fleet build]
#   sh parallel.sh members out 8 2 --date 2026-04-01
#
# A share that is killed is run again, three times in all, and goes on where it was. The log lies beside OUT. Where the
# run may pass midnight, give --date.
set -u
fleet=$1 out=$2 shares=$3 slots=$4
shift 4
seq "$shares" | parallel --quote --jobs "$slots" --joblog "$out.joblog" --retries 3 \
    toji fleet build "$fleet" -o "$out" --jobs 1 --shard "{}/$shares" "$@"
exec toji fleet merge "$out" -o "$out"
