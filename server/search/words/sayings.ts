/**
 * How people ask: what the tone pairs of legal texts do not know. One phrase a line, with all its
 * marks.
 */
export const SAYINGS = `
ở đâu
làm ở đâu
làm lại ở đâu
xin ở đâu
xin lại ở đâu
nộp ở đâu
nộp đơn ở đâu
báo ở đâu
hỏi ở đâu
hỏi ai
gọi ai
kêu ai
nhờ ai
gặp ai
thưa ai
ai trả tiền
ai giải quyết
ai chịu
thì làm sao
làm sao
phải làm sao
thì sao
bị phạt sao
bị xử lý sao
xử lý thế nào
làm thế nào
như thế nào
thế nào
có sao không
có bị phạt không
có bị tù không
có bị bắt không
có bị cấm không
có bị ở tù không
có bị đi tù không
có ở tù không
có đi tù không
có phải trả không
có phải đi không
có phải nộp không
có phải xin phép không
có cần xin phép không
có cần không
có được không
được không
được gì không
có được chia không
có đúng không
có đúng luật không
có mất tiền không
có tốn tiền không
có tội không
bị phạt bao nhiêu
bị phạt bao nhiêu tiền
phạt bao nhiêu
phạt nồng độ cồn
bao nhiêu tiền
bao nhiêu tuổi
bao nhiêu ngày
bao nhiêu
bao lâu
trong bao lâu
mất bao lâu
mấy năm
mấy tháng
mấy ngày
mấy tuổi
mấy tuổi thì
máy xúc
đi tù mấy năm
ở tù mấy năm
bị đi tù
là bao nhiêu
là gì
cần gì
cần giấy tờ gì
cần những gì
mang theo gì
người ta
nhà người ta
của người ta
nhà mình
con mình
của mình
đất của tôi
đất của mình
con tôi
chồng tôi
vợ tôi
nhà tôi
mẹ tôi
tôi bị
tôi muốn
tôi có
em bị
mình muốn
muốn xin
muốn làm
muốn bỏ
muốn hỏi
không chịu ký
không chịu trả
không chịu
không trả
không cho
không có tiền
không tốn tiền
không báo trước
chưa có sổ
chưa trả
chưa có
mà không
mà nó không
rồi mà
rồi bỏ
bỏ nhau rồi
rồi không
rồi đổi ý
đổi ý không bán
chủ nhà đổi ý
hàng xóm lấn đất
lấn đất nhà tôi
lấn đất ruộng
nhà bên cạnh
nhà bên
bên cạnh
nhà hàng xóm
mới được
thì mới được
xe máy
con xe máy
mua xe máy
sổ đỏ bị mất
sổ đỏ bị mất làm lại ở đâu
bị mất sổ đỏ
làm mất sổ đỏ thì
đất có sổ đỏ
sổ đỏ đứng tên
mất giấy tờ
mất xe
mất tiền
vay nóng
vay nóng lãi cao
vay nóng lãi cắt cổ
vay tiền
lãi suất
đăng ký khai sinh muộn
khai sinh muộn
làm khai sinh cho con
làm giấy khai sinh
khai sinh cho con
đất ruộng chuyển sang thổ cư
đất thổ cư
lên thổ cư
nhà trên đất
trên đất ruộng
trên đất vườn
sang tên xe máy
sang tên xe
trâu lạc
bò lạc
chó cắn
chó nhà bên
chồng đánh
chồng đánh vợ
đánh vợ hoài
bị đánh
người đánh
đánh người
đánh nhau trong trường
học trò đánh nhau
bị chồng đánh
bỏ chồng
tự bỏ chồng
bỏ vợ
thì con
con nhỏ
ở với ai
ở với nhau
ở với mẹ
nuôi con
tiền nuôi con
chu cấp tiền nuôi con
lấy vợ
được lấy vợ
lấy chồng
cha mất
mẹ mất
cha mất không để lại giấy tờ
ông bà để lại
cha mẹ để lại
viết giấy cho
cho con
cho anh hai
con út
anh hai
chia nhà
chia đất
công ty nợ lương
công ty quỵt lương
quỵt lương
công ty giam bằng
giam bằng cấp
công ty đuổi
bị đuổi việc
đuổi việc
xin nghỉ việc
nghỉ việc
nghỉ đẻ
nghỉ đẻ được mấy tháng
thử việc mấy tháng
làm tăng ca
tăng ca
ngày chủ nhật
tính tiền sao
tiền thuốc
tiền thất nghiệp
tiền môi giới
tiền già
lãnh tiền
được lãnh bao nhiêu
mỗi tháng
bà già
ông già
người già
nhà nghèo
hộ nghèo
mướn luật sư
bảo hiểm
thẻ bảo hiểm
mất thẻ
đi bệnh viện
bệnh viện trái tuyến
đi học trái tuyến
hút thuốc
uống bia
uống bia chạy xe
uống rượu
chạy xe
đụng xe
đụng chết người
tông xe
trốn lính
đi lính
đi bộ đội
có phải đi bộ đội không
đang học đại học
đi nghĩa vụ
chơi đề
ghi lô
ghi đề
đánh bài
trộm chó
ăn trộm
bị trộm
bị lừa
bị gạt
bị lừa đảo qua mạng
lừa qua mạng
gạt chuyển khoản
chuyển khoản
báo công an
công an
công an xã
công an phường
chửi nhau
mắng chửi
chửi người ta
nói xấu
nói xấu người khác
tung tin đồn
tin đồn bậy
giựt hụi
bị giựt hụi
chơi hụi
bể hụi
đòi tiền
đòi lại tiền
đòi nợ
đi thưa
thưa cán bộ
muốn thưa
làm đơn
làm đơn ở đâu
khách ngủ lại nhà
ngủ lại
khai báo
khai báo sao
người nước ngoài ở nhà mình
nước ngoài
mở loa
hát karaoke
ồn ào
đốt rác
đốt rẫy
cháy lan vô rừng
vô rừng
vô nhà
bẻ khóa vô nhà
trại heo
trại heo hôi
hôi quá
nuôi heo
nuôi chó
lượm được
cái bóp
lượm được cái bóp
phải trả lại không
xin coi
coi quy hoạch
quy hoạch
xã không chịu đưa
lấy đất làm đường
nhà nước lấy đất
đền bù thế nào
đền bù
cất nhà
xây nhà
thuê nhà
nhà trọ
photo công chứng
công chứng giấy tờ
giấy tờ ở đâu
hối lộ
cán bộ ăn hối lộ
giấu tên
có được giấu tên không
bị tai nạn
tai nạn xe
đặt cọc mua đất
mua đất rồi
mua bán đất
rào mất lối đi
mất lối đi
lối đi vào nhà
tuyển nam
chỉ nhận đàn ông
đàn ông
đàn bà
xuất khẩu lao động
phải đóng bao nhiêu tiền
đóng tiền
trễ hạn
trễ
bị trễ
hết hạn
sắp hết hạn
hết hạn rồi
quá hạn
`;
